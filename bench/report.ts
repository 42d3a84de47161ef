// Prints medians as ratios, and each goal as met or not met. The best round beside them tells how busy the machine was.
import type { Measured } from "./browser";
import type { ContenderName } from "./contenders";
import type { NativeName } from "./native";
import type { Photo } from "./photos";
import type { Left } from "./what-is-left";

export type Row = Left & { name: ContenderName | NativeName; ms: readonly number[]; counted: Measured | undefined };

/** `ours` at most `atMost` times `other`, or faster by `atLeast`: the medians of one run. */
type Goal = { ours: ContenderName; other: Row["name"] } & ({ atMost: number } | { atLeast: number });

const goals: readonly Goal[] = [
	{ ours: "Last Look", other: "floor", atMost: 1.5 },
	{ ours: "Last Look", other: "canvas", atLeast: 30 },
	{ ours: "Last Look", other: "piexifjs", atLeast: 3 },
	{ ours: "Last Look", other: "ExifTool, one-shot", atLeast: 15 },
	{ ours: "Last Look, everything", other: "exifr, GPS and camera", atMost: 1.5 },
];

export function printTable(photo: Photo, rows: readonly Row[]): void {
	const floor = medianOf(rows, "floor");
	const cells = rows.map((row) => {
		const ms = median(row.ms);
		const { bytes, reads } = row.counted ?? {};
		return [
			row.name,
			ms.toFixed(1),
			Math.min(...row.ms).toFixed(1),
			`× ${(ms / floor).toFixed(ms / floor < 10 ? 2 : 0)}`,
			bytes === undefined ? "" : bytes.toLocaleString("en"),
			reads === undefined ? "" : String(reads),
			row.left,
			row.lost,
		];
	});
	console.log(`\nJPEG of ${photo.name}`);
	printColumns([["", "ms", "best", "floor", "bytes", "reads", "left in", "lost"], ...cells]);
}

export function printGoals(rows: readonly Row[]): void {
	for (const goal of goals) {
		const ours = medianOf(rows, goal.ours);
		const other = medianOf(rows, goal.other);
		const [words, met] =
			"atMost" in goal
				? [`at most ${goal.atMost} × ${goal.other}: ${(ours / other).toFixed(2)}`, ours <= goal.atMost * other]
				: [
						`at least ${goal.atLeast} × faster than ${goal.other}: ${(other / ours).toFixed(1)}`,
						other >= goal.atLeast * ours,
					];
		console.log(`  ${met ? "met    " : "NOT MET"} ${goal.ours}, ${words}`);
	}
}

function medianOf(rows: readonly Row[], name: Row["name"]): number {
	return median(rows.find((row) => row.name === name)?.ms ?? []);
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle - 1)] ?? Number.NaN)) / 2;
}

function printColumns(lines: readonly (readonly string[])[]): void {
	const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
	for (const line of lines) {
		const padded = line.map((cell, column) => {
			const width = widths[column] ?? 0;
			return column >= 1 && column <= 5 ? cell.padStart(width) : cell.padEnd(width);
		});
		console.log(`  ${padded.join("  ")}`.trimEnd());
	}
}
