// Inflating zlib and deflate data with the platform's own DecompressionStream, up to a limit. https://compression.spec.whatwg.org/

/** What inflates: `damaged` data gives what came before the damage, and more than the limit what is within it. */
export type Inflated = { bytes: Uint8Array<ArrayBuffer>; ended: "whole" | "damaged" | "limit" };

/** Never more than `limit` bytes: a bomb costs no more than that. */
export async function inflate(
	data: Uint8Array<ArrayBuffer>,
	format: "deflate" | "deflate-raw" | "gzip",
	limit: number,
): Promise<Inflated> {
	const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream(format));
	const reader = stream.getReader();
	const parts: Uint8Array[] = [];
	let size = 0;
	const whole = (ended: Inflated["ended"]): Inflated => {
		const bytes = new Uint8Array(size);
		let position = 0;
		for (const part of parts) {
			bytes.set(part, position);
			position += part.length;
		}
		return { bytes, ended };
	};
	for (;;) {
		let part: Uint8Array | undefined;
		try {
			part = (await reader.read()).value;
		} catch {
			return whole("damaged");
		}
		if (part === undefined) return whole("whole");
		if (size + part.length > limit) {
			reader.cancel().catch(() => {}); // nothing is lost: the rest is not wanted
			parts.push(part.subarray(0, limit - size));
			size = limit;
			return whole("limit");
		}
		parts.push(part);
		size += part.length;
	}
}
