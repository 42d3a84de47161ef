// A file on disk as a source of ranges, and its stripped copy written piece by piece: never a whole file in memory.
import { type FileHandle, open, unlink } from "node:fs/promises";
import type { Piece } from "../core/inspection";
import { type ByteSource, windowedSource } from "../formats/containers/byte-source";

/** Runs `use` over an open file. Rejects when it cannot be opened or is no regular file. */
export async function withFile<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
	const handle = await open(path, "r");
	try {
		const stats = await handle.stat();
		if (!stats.isFile()) throw new Error(`${path} is not a file`);
		return await use(windowedSource(stats.size, (start, end) => readRange(handle, start, end)));
	} finally {
		await handle.close();
	}
}

const copyWindow = 1024 * 1024;

/** Writes a new file of `pieces`; one that exists is never written over, and one that fails half-way is taken away. */
export async function writePieces(path: string, source: ByteSource, pieces: readonly Piece[]): Promise<void> {
	const handle = await open(path, "wx");
	try {
		for (const piece of pieces) {
			if (piece instanceof Uint8Array) {
				await handle.writeFile(piece);
				continue;
			}
			for (let position = piece.start; position < piece.end; position += copyWindow) {
				await handle.writeFile(await source.read(position, Math.min(position + copyWindow, piece.end)));
			}
		}
	} catch (error) {
		await unlink(path);
		throw error;
	} finally {
		await handle.close();
	}
}

async function readRange(handle: FileHandle, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = new Uint8Array(end - start);
	let filled = 0;
	while (filled < bytes.length) {
		const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return bytes.subarray(0, filled);
}
