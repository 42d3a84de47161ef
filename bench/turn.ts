// What bench.ts asks of the Worker in the browser, and what it is told.

export type Request =
	/** Draws a picture and saves it as a JPEG of about `size` bytes. */
	| { type: "draw"; width: number; height: number; size: number; saveAs: string }
	/** One untimed turn: counts what is read, and saves the stripped file if it is asked for. */
	| { type: "count"; row: string; contender: string; saveAs?: string }
	| { type: "time"; row: string; contender: string };

/** `draw` answers with nothing read. */
export type Answer = { ms: number; bytes: number; reads: number } | { error: string };
