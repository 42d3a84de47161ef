// What the bench measures: rows of one file and those who work on it. What runs in the browser and what runs in Node
// stand in one entry, so each is imported only where and when it runs.
import type { BenchBrowser } from "./browser";

/** Prepares a turn on a file in the Worker; what it returns is timed, and gives the stripped file where there is one. */
export type Turn = (file: File) => Promise<() => Promise<Blob | undefined>>;

/** Strips `input` into `output`, in Node or as a process. */
export type Run = (input: string, output: string) => Promise<void>;

/** Times itself, such as something that takes a browser with the extension in it; is given the row's file if it has one. */
export type SelfTimed = (file?: string) => Promise<{ measure(): Promise<number>; close(): Promise<void> }>;

/** `file` where it is another than the row's. */
export type Contender = { file?: BenchFile } & (
	| { in: "worker"; load: () => Promise<Turn> }
	| { in: "node"; load: () => Promise<Run> }
	| { in: "itself"; load: () => Promise<SelfTimed> }
);

/** Made once and kept between runs under its name, which changes with the recipe. */
export type BenchFile = { name: string; make: (path: string, browser: BenchBrowser) => Promise<void> };

/** What a contender left in the file that should go, and lost that should stay. */
export type Judge = (result: string, original: string) => { left: string; lost: string };

/** `ours` at most `atMost` times as long as `of`, or faster by `atLeast`: medians of one run. Or limits of one turn. */
export type Goal<Name extends string> = { ours: Name } & (
	| { of: Name; atMost: number }
	| { of: Name; atLeast: number }
	| { maxMs: number }
	| { maxBytes: number }
	| { maxReads: number }
	| { maxMemory: number }
);

export type Row<Name extends string = string> = {
	/** What `npm run bench -- NAME` calls it; the start of it is enough. */
	name: string;
	file?: BenchFile;
	/** In the order of the table. One called `floor` is what the others are compared with. */
	contenders: Readonly<Record<Name, Contender>>;
	judge?: () => Promise<Judge>;
	goals: readonly Goal<NoInfer<Name>>[];
};

/** Lets the compiler compare the goals' names with the contenders'. */
export function row<Name extends string>(entry: Row<Name>): Row {
	return entry;
}

/** A module in the Worker whose `strip` does it all: a floor, or a peer that runs in browsers. */
export function strips(load: () => Promise<{ strip(file: File): Promise<Blob> }>): Contender {
	return {
		in: "worker",
		load: async () => {
			const { strip } = await load();
			return async (file) => () => strip(file);
		},
	};
}

/** A module in the Worker whose `read` only tells. */
export function reads(load: () => Promise<{ read(file: File): Promise<unknown> }>): Contender {
	return {
		in: "worker",
		load: async () => {
			const { read } = await load();
			return async (file) => async () => {
				await read(file);
				return undefined;
			};
		},
	};
}
