// Files, looked at by the guard's own Worker.
import { useEffect, useState } from "preact/hooks";
import { keepNothing } from "../core/keep";
import { createExaminer } from "../guard/examine";
import { type Row, rowOf } from "../guard/row";
import { loadSettings } from "../platform/settings-store";

export const examiner = createExaminer();

/** Each file's row, as far as it has been looked at. */
export function useExamined(files: readonly File[]): readonly Row[] {
	const [rows, setRows] = useState<readonly Row[]>([]);
	useEffect(() => {
		const stop = new AbortController();
		const { signal } = stop;
		setRows(files.map(rowOf));
		files.forEach(async (file, index) => {
			const { keep } = await loadSettings().catch(() => ({ keep: keepNothing }));
			const examined = await examiner.examine(file, keep, signal);
			const show = (one: typeof examined) =>
				!signal.aborted && setRows((before) => before.with(index, { ...rowOf(file), examined: one }));
			show(examined);
			show({ ...examined, inspection: await examiner.compare(file, examined.inspection) });
		});
		return () => stop.abort();
	}, [files]);
	return rows;
}

/** The same file without what it gave away; `undefined` where there is none, or nothing to take out. */
export function strippedOf({ examined }: Row): File | undefined {
	return examined.status === "ready" && examined.inspection.status === "found" ? examined.stripped : undefined;
}
