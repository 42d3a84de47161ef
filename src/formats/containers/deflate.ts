// Deflate, both ways. Inflating is fflate's: it can be held to a size, and forgives the stray byte that PDF writers
// leave after a stream. Deflating is the browser's own, as is inflating what is large: three times faster, and off the thread.
import { inflateSync, unzlibSync } from "fflate";
import { InvalidFileError } from "../invalid-file-error";

/** From here on the browser's own is worth its streams. */
const largeSize = 1024 * 1024;

/**
 * The `size` bytes that `packed` (raw Deflate) unpacks to.
 * @throws InvalidFileError `damaged` when it is no Deflate or unpacks to another size.
 */
export async function unpackDeflate(packed: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array<ArrayBuffer>> {
	// What the browser does not unpack, for a stray byte behind it, may unpack all the same.
	return (size >= largeSize ? await unpackLarge(packed, size) : undefined) ?? unpackSmall(packed, size);
}

async function unpackLarge(
	packed: Uint8Array<ArrayBuffer>,
	size: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const stream = through(new DecompressionStream("deflate-raw"), packed).getReader();
	const out = new Uint8Array(size);
	try {
		for (let length = 0; ; ) {
			const { done, value } = await stream.read();
			if (done) return length === size ? out : undefined;
			if (length + value.length > size) {
				await stream.cancel();
				return undefined;
			}
			out.set(value, length);
			length += value.length;
		}
	} catch {
		return undefined;
	}
}

function unpackSmall(packed: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
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
	const stream = through(new CompressionStream(wrapper === "raw" ? "deflate-raw" : "deflate"), bytes);
	return new Uint8Array(await new Response(stream).arrayBuffer());
}

function through(
	{ readable, writable }: CompressionStream | DecompressionStream,
	bytes: Uint8Array<ArrayBuffer>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
	const writer = writable.getWriter();
	// What goes wrong while writing comes out again where it is read.
	writer.write(bytes).catch(() => {});
	writer.close().catch(() => {});
	return readable;
}
