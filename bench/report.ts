// Prints medians as ratios, and each goal as met or not met. The best round beside them tells how busy the machine was.
import type { Measured } from "./browser";
import type { Goal, Row } from "./row";

export type Result = {
	name: string;
	ms: number[];
	counted?: Measured;
	/** Bytes at the peak of one turn, beyond what was there before. */
	memory?: number;
	judged?: { left: string; lost: string };
};

const columns = ["", "ms", "best", "turns", "floor", "bytes", "reads", "MB more", "left in", "lost"];

export function printTable({ name }: Row, results: readonly Result[]): void {
	const floor = median(results.find((result) => result.name === "floor")?.ms ?? []);
	const lines = results.map(({ name, ms, counted, memory, judged }) => {
		const ratio = median(ms) / floor;
		return [
			name,
			rounded(median(ms)),
			rounded(Math.min(...ms)),
			String(ms.length),
			Number.isNaN(ratio) ? "" : `× ${ratio.toFixed(ratio < 10 ? 2 : 0)}`,
			counted ? counted.bytes.toLocaleString("en") : "",
			counted ? String(counted.reads) : "",
			memory === undefined ? "" : (memory / 1e6).toFixed(1),
			judged?.left ?? "",
			judged?.lost ?? "",
		];
	});
	console.log(`\n${name}`);
	printColumns([columns, ...lines]);
}

/** Gives the lines of those that were not met. */
export function printGoals(row: Row, results: readonly Result[]): string[] {
	return row.goals.flatMap((goal) => {
		const { words, met } = judge(goal, results);
		const line = `${goal.ours}, ${words}`;
		console.log(`  ${met ? "met    " : "NOT MET"} ${line}`);
		return met ? [] : [`  ${row.name}: ${line}`];
	});
}

function judge(goal: Goal<string>, results: readonly Result[]): { words: string; met: boolean } {
	const resultOf = (name: string) => results.find((result) => result.name === name);
	const { counted, memory = Number.NaN } = resultOf(goal.ours) ?? {};
	const ours = median(resultOf(goal.ours)?.ms ?? []);
	if ("maxMs" in goal) return { words: `at most ${goal.maxMs} ms: ${rounded(ours)}`, met: ours <= goal.maxMs };
	if ("maxBytes" in goal) {
		const { bytes = Number.NaN } = counted ?? {};
		return { words: `at most ${goal.maxBytes} bytes read: ${bytes}`, met: bytes <= goal.maxBytes };
	}
	if ("maxReads" in goal) {
		const { reads = Number.NaN } = counted ?? {};
		return { words: `at most ${goal.maxReads} reads: ${reads}`, met: reads <= goal.maxReads };
	}
	if ("maxMemory" in goal) {
		const [limit, used] = [goal.maxMemory, memory].map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`);
		return { words: `at most ${limit} more memory: ${used}`, met: memory <= goal.maxMemory };
	}
	const other = median(resultOf(goal.of)?.ms ?? []);
	if ("atMost" in goal) {
		const words = `at most ${goal.atMost} × ${goal.of}: ${(ours / other).toFixed(2)}`;
		return { words, met: ours <= goal.atMost * other };
	}
	const words = `at least ${goal.atLeast} × faster than ${goal.of}: ${(other / ours).toFixed(1)}`;
	return { words, met: other >= goal.atLeast * ours };
}

function rounded(ms: number): string {
	return ms.toFixed(ms < 10 ? 2 : 1);
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle - 1)] ?? Number.NaN)) / 2;
}

function printColumns(lines: readonly (readonly string[])[]): void {
	const widths = columns.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
	for (const line of lines) {
		const padded = line.map((cell, column) => {
			const width = widths[column] ?? 0;
			return column >= 1 && column <= 7 ? cell.padStart(width) : cell.padEnd(width);
		});
		console.log(`  ${padded.join("  ")}`.trimEnd());
	}
}
