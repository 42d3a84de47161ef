// Deflate, both ways. Inflating is fflate's: it can be held to a size, and forgives the stray byte that PDF writers
// leave after a stream. Deflating is the browser's own: three times faster, and off the thread.
import { inflateSync, unzlibSync } from "fflate";
import { InvalidFileError } from "../invalid-file-error";

/**
 * The `size` bytes that `packed` (raw Deflate) unpacks to.
 * @throws InvalidFileError `damaged` when it is no Deflate or unpacks to another size.
 */
export function unpackDeflate(packed: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
	try {
		// One byte more than promised: a stream that fills it lies about its size.
		const out = new Uint8Array(size + 1);
		const bytes = inflateSync(packed, { out });
		if (bytes.length === size) return out.subarray(0, size);
	} catch (cause) {
		throw new InvalidFileError("damaged", `not Deflate: ${cause}`);
	}
	throw new InvalidFileError("damaged", `does not unpack to ${size} bytes`);
}

/**
 * What `packed` (zlib) unpacks to, where the size is not told.
 * @throws InvalidFileError `damaged` when it is not zlib, `too-complex` when it unpacks to more than `limit` bytes.
 */
export function unpackZlib(packed: Uint8Array, limit: number): Uint8Array<ArrayBuffer> {
	for (let size = Math.min(limit, Math.max(4096, packed.length * 6)); ; size = Math.min(limit, size * 4)) {
		const out = new Uint8Array(size);
		const length = unpacked(packed, out);
		// fflate stops without a word when there is no room left: a full buffer may have more to come.
		if (length < size) return out.subarray(0, length);
		if (size === limit) throw new InvalidFileError("too-complex", `unpacks to more than ${limit} bytes`);
	}
}

function unpacked(packed: Uint8Array, out: Uint8Array): number {
	try {
		return unzlibSync(packed, { out }).length;
	} catch (cause) {
		throw new InvalidFileError("damaged", `not zlib: ${cause}`);
	}
}

/** Deflate cannot do better than 1:1032. */
export const maxRatio = 1032;

/** `bytes` as raw Deflate (ZIP) or zlib (PDF). */
export async function deflate(
	bytes: Uint8Array<ArrayBuffer>,
	wrapper: "raw" | "zlib" = "raw",
): Promise<Uint8Array<ArrayBuffer>> {
	const stream = new CompressionStream(wrapper === "raw" ? "deflate-raw" : "deflate");
	const writer = stream.writable.getWriter();
	// What goes wrong while writing comes out again where it is read.
	writer.write(bytes).catch(() => {});
	writer.close().catch(() => {});
	return new Uint8Array(await new Response(stream.readable).arrayBuffer());
}
