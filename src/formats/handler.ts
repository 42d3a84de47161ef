// What every format is: a plain object that reads a file and, where it can, plans its stripping.
import type { Finding } from "../core/finding";
import type { Piece } from "../core/inspection";
import type { Keep } from "../core/keep";
import type { ByteSource } from "./containers/byte-source";
import type { Meter, OnProgress } from "./progress";

/** What a handler may ask of whoever runs it. */
export type ReadContext = {
	signal: AbortSignal;
	/** Levels of nesting still allowed: a photo in a document in an archive has used two. */
	depth: number;
	/**
	 * Says that `bytes` more are about to be unpacked, over all levels of nesting.
	 * @throws InvalidFileError `too-complex` when that is more than an honest file holds.
	 */
	spend(bytes: number): void;
	/** Hears how much of the file is to be unpacked in all, and on how many bytes of that work begins. */
	meter: Pick<Meter, "expect" | "begin">;
	/** Hears what is known before the whole file is read: a first answer, while the rest is walked. */
	tell(findings: readonly Finding[]): void;
	/** Reads a file inside this one with the handler its signature names; `undefined` where there is none. */
	nested(source: ByteSource): Promise<Reading | undefined>;
};

/**
 * A file that was read once: what it says, and how to strip it without reading it again.
 *
 * `strip` gives the result's bytes as pieces of the original and new bytes, in order. It is absent
 * where the format can be read only. It throws `InvalidFileError` as reading does.
 */
export type Reading = {
	format: string;
	findings: readonly Finding[];
	strip?: (keep: Keep, onProgress?: OnProgress) => Promise<readonly Piece[]>;
};

export type Handler = {
	/** Short and lower-case, the same word as the file's name: `jpeg`. */
	format: string;
	/** @throws InvalidFileError when the bytes contradict the format; nothing else. */
	read(source: ByteSource, context: ReadContext): Promise<Reading>;
};
