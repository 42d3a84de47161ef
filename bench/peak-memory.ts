// The most memory a process and its children take over a while, as Linux counts it; elsewhere nobody can tell.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/** Bytes beyond what was there at the start. */
export type Peak = { bytes(): number };

export function watchPeak(root: number): Peak | undefined {
	try {
		const family = familyOf(root);
		// https://docs.kernel.org/filesystems/proc.html: 5 makes the peak what is there now.
		for (const id of family) writeFileSync(`/proc/${id}/clear_refs`, "5");
		const before = sum(family, "VmRSS");
		return { bytes: () => sum(family, "VmHWM") - before };
	} catch {
		return undefined;
	}
}

/** A process that has ended took nothing. */
function sum(ids: readonly number[], field: string): number {
	return ids.reduce((bytes, id) => {
		try {
			const line = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${id}/status`, "utf8"));
			return bytes + Number(line?.[1] ?? 0) * 1024;
		} catch {
			return bytes;
		}
	}, 0);
}

function familyOf(root: number): number[] {
	const parents = new Map<number, number>();
	for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
		// The name of a program stands in parentheses and may hold anything.
		const stat = readFileSync(`/proc/${name}/stat`, "utf8");
		parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
	}
	const isOurs = (id: number | undefined): boolean => id === root || (id !== undefined && isOurs(parents.get(id)));
	return [...parents.keys()].filter((id) => isOurs(id));
}
