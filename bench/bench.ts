// Measures rows: Last Look against hand-written floors and its peers, in one run, as ratios of medians.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BenchBrowser, startBrowser } from "./browser";
import { printGoals, printTable, type Result } from "./report";
import type { BenchFile, Contender, Row } from "./row";
import { rows } from "./rows";

const cache = resolve(".cache/bench");

/** Between turns, in ms: what one leaves to be cleaned up is cleaned up before the next begins. */
const rest = 30;

/** Nobody gets more than this many ms in all, so that a slow peer takes fewer turns. */
const longest = 20_000;

/** Runs the rows whose names start with one of `names`, or all, and prints what came out. */
export async function bench(names: readonly string[], rounds: number): Promise<void> {
	const wanted = rows.filter(({ name }) => names.length === 0 || names.some((start) => name.startsWith(start)));
	if (wanted.length === 0) throw new Error(`rows are ${rows.map(({ name }) => name).join(", ")}`);
	mkdirSync(cache, { recursive: true });
	const folder = mkdtempSync(join(tmpdir(), "last-look-bench-"));
	const browser = await startBrowser(folder);
	try {
		console.log(`${browser.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, medians of ${rounds} rounds`);
		const missed: string[] = [];
		for (const row of wanted) {
			const results = await measure(row, rounds, browser, folder);
			printTable(row, results);
			missed.push(...printGoals(row, results));
		}
		console.log(missed.length === 0 ? "\nEvery goal is met." : `\nNot met:\n${missed.join("\n")}`);
	} finally {
		await browser.close();
		rmSync(folder, { recursive: true });
	}
}

type Player = { result: Result; turns: number; take(): Promise<number>; close(): Promise<void> };

async function measure(row: Row, rounds: number, browser: BenchBrowser, folder: string): Promise<Result[]> {
	const judge = await row.judge?.();
	const players: Player[] = [];
	for (const [name, contender] of Object.entries(row.contenders)) {
		const file = contender.file ?? row.file;
		const path = file && (await pathOf(file, browser));
		const output = join(folder, `stripped-${name.replaceAll(/\W/g, "-")}.${path?.split(".").at(-1)}`);
		const judged = judge && !contender.file ? output : undefined;
		const player = await start(row, name, contender, browser, { path, output, judged });
		if (judge && path && existsSync(output)) player.result.judged = judge(output, path);
		rmSync(output, { force: true });
		players.push(player);
	}
	for (let round = 0; round < rounds; round++) {
		// There and back: who comes after a greedy one is another one every time.
		for (const { result, turns, take } of round % 2 === 0 ? players : players.toReversed()) {
			if (round >= turns) continue;
			result.ms.push(await take());
			await sleep(rest);
		}
	}
	for (const { close } of players) await close();
	return players.map(({ result }) => result);
}

/** The first turn of each is untimed: what it takes is counted, what it leaves is judged, and it warms up. */
async function start(
	row: Row,
	name: string,
	contender: Contender,
	browser: BenchBrowser,
	{ path, output, judged }: { path: string | undefined; output: string; judged: string | undefined },
): Promise<Player> {
	let began = performance.now();
	const player = (result: Partial<Result>, take: Player["take"], close = async () => {}): Player => {
		const turns = Math.max(1, Math.floor(longest / (performance.now() - began)));
		return { result: { name, ms: [], ...result }, turns, take, close };
	};
	switch (contender.in) {
		case "worker": {
			const asked = { row: row.name, contender: name };
			const saved = judged === undefined ? {} : { saveAs: judged.slice(judged.lastIndexOf("/") + 1) };
			const counted = await browser.take({ type: "count", ...asked, ...saved }, needed(path, row));
			await sleep(rest);
			const peak = browser.watchMemory();
			await browser.take({ type: "time", ...asked }, needed(path, row));
			const memory = peak?.bytes();
			const take = async () => (await browser.take({ type: "time", ...asked }, needed(path, row))).ms;
			return player({ counted, ...(memory !== undefined && { memory }) }, take);
		}
		case "node": {
			const run = await contender.load();
			const take = async () => {
				rmSync(output, { force: true });
				const start = performance.now();
				await run(needed(path, row), output);
				return performance.now() - start;
			};
			await take();
			return player({}, take);
		}
		case "itself": {
			const { measure, close } = await (await contender.load())(path);
			// A browser that takes long to start is not slow at what it is started for.
			began = performance.now();
			await measure();
			return player({}, measure, close);
		}
	}
}

function needed(path: string | undefined, { name }: Row): string {
	if (path === undefined) throw new Error(`${name} needs a file`);
	return path;
}

async function pathOf({ name, make }: BenchFile, browser: BenchBrowser): Promise<string> {
	const path = join(cache, name);
	if (existsSync(path)) return path;
	const unfinished = join(cache, `unfinished-${name}`);
	await make(unfinished, browser);
	renameSync(unfinished, path);
	return path;
}
