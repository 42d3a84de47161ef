// What bench.ts asks of the Worker in the browser, and what it is told.
import type { ContenderName } from "./contenders";

export type Request =
	/** Draws a picture and saves it as a JPEG of about `size` bytes. */
	| { type: "draw"; width: number; height: number; size: number; saveAs: string }
	/** One untimed turn: counts what is read, and saves the stripped file. */
	| { type: "count"; contender: ContenderName; saveAs: string }
	| { type: "time"; contender: ContenderName };

/** `draw` answers with nothing read. */
export type Answer = { ms: number; bytes: number; reads: number } | { error: string };
