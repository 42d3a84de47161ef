// The files of one attachment while they are examined: what is known of each, from moment to moment.
import type { Keep } from "../core/keep";
import type { Examiner } from "./examine";
import { begunAnew, heard, type Row, rowOf, settled } from "./row";

export type ExaminedRows = {
	all(): readonly Row[];
	choose(index: number, goes: Row["goes"]): void;
	/**
	 * Examines all files, or does so anew after another choice: what an earlier round has still to say is not heard any more.
	 * @returns whether this was the last round so far.
	 */
	examine(keep: Keep): Promise<boolean>;
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
	let allInspected = () => {};
	const inspected = new Promise<void>((resolve) => {
		allInspected = resolve;
	});
	let round = 0;

	function put(index: number, next: (before: Row) => Partial<Row>): void {
		const row = rows[index];
		if (row) rows[index] = { ...row, ...next(row) };
	}

	async function examineOne({ file }: Row, index: number, keep: Keep): Promise<void> {
		const mine = round;
		const hear = (next: (before: Row["examined"]) => Row["examined"]) => {
			if (mine !== round) return;
			put(index, ({ examined }) => ({ examined: next(examined) }));
			if (rows.every(({ examined }) => examined.status !== "looking")) allInspected();
			changed();
		};
		const examined = await examiner.examine(file, keep, signal, (news) => hear((before) => heard(before, news, keep)));
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
			round++;
			const mine = round;
			for (const index of rows.keys()) put(index, ({ examined }) => ({ examined: begunAnew(examined, keep) }));
			await Promise.all(rows.map((row, index) => examineOne(row, index, keep)));
			return mine === round;
		},
		inspected,
		async compare() {
			await Promise.all(rows.map(compareOne));
		},
	};
}
