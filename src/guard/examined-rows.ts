// The files of one attachment while they are examined: what is known of each, from moment to moment.
import type { Keep } from "../core/keep";
import type { Examiner } from "./examine";
import { begunAnew, heard, type Row, rowOf, settled } from "./row";

export type ExaminedRows = {
	all(): readonly Row[];
	choose(index: number, goes: Row["goes"]): void;
	/**
	 * Examines all files, or does so anew after another choice: what an earlier round has still to say is not heard any more.
	 * Resolves when the round is over, or there is another one.
	 */
	examine(keep: Keep): Promise<void>;
	/** Resolves once all is known that the files say; what goes out may still have to be made. */
	inspected: Promise<void>;
	/** Finds out what hidden thumbnails show: that takes longer than all the rest. */
	compare(): Promise<void>;
};

/** @param changed - called whenever more is known of a file. */
export function examinedRows(
	files: readonly File[],
	examiner: Examiner,
	signal: AbortSignal,
	changed: () => void,
): ExaminedRows {
	const rows = files.map(rowOf);
	let round = new AbortController();
	let allInspected = () => {};
	const inspected = new Promise<void>((resolve) => {
		allInspected = resolve;
	});

	if (files.length === 0) allInspected();

	function put(index: number, next: (before: Row) => Partial<Row>): void {
		const row = rows[index];
		if (row) rows[index] = { ...row, ...next(row) };
	}

	async function examineOne({ file }: Row, index: number, keep: Keep, mine: AbortSignal): Promise<void> {
		const hear = (next: (before: Row["examined"]) => Row["examined"]) => {
			if (mine.aborted) return;
			put(index, ({ examined }) => ({ examined: next(examined) }));
			if (rows.every(({ examined }) => examined.status !== "looking")) allInspected();
			changed();
		};
		const examined = await examiner.examine(file, keep, mine, (news) => hear((before) => heard(before, news, keep)));
		hear((before) => settled(before, examined));
	}

	async function compareOne({ file, examined }: Row, index: number): Promise<void> {
		if (!("inspection" in examined)) return;
		const inspection = await examiner.compare(file, examined.inspection);
		put(index, (now) => ("inspection" in now.examined ? { examined: { ...now.examined, inspection } } : {}));
		changed();
	}

	return {
		all: () => [...rows],
		choose: (index, goes) => put(index, () => ({ goes })),
		async examine(keep) {
			// What is made of an earlier choice would be in the way.
			round.abort();
			round = new AbortController();
			const mine = AbortSignal.any([signal, round.signal]);
			for (const index of rows.keys()) put(index, ({ examined }) => ({ examined: begunAnew(examined, keep) }));
			await Promise.all(rows.map((row, index) => examineOne(row, index, keep, mine)));
		},
		inspected,
		async compare() {
			await Promise.all(rows.map(compareOne));
		},
	};
}
