// JPEG, read and stripped: Last Look against a hand-written floor and its peers, in one run, as ratios of medians.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BenchBrowser, startBrowser } from "./browser";
import { type ContenderName, contenders } from "./contenders";
import { type NativeName, natives, timeNative } from "./native";
import { type Photo, photoPath, photos } from "./photos";
import { printGoals, printTable, type Row } from "./report";
import { whatIsLeft } from "./what-is-left";

type Name = ContenderName | NativeName;

const cache = resolve(".cache/bench");

/** Between turns, in ms: what one leaves to be cleaned up is cleaned up before the next begins. */
const rest = 30;

/** Runs everything and prints it. */
export async function bench(rounds: number): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "last-look-bench-"));
	const browser = await startBrowser(folder);
	try {
		console.log(`${browser.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, medians of ${rounds} rounds`);
		for (const photo of photos) {
			const rows = await measure(photo, rounds, browser, folder);
			printTable(photo, rows);
			printGoals(rows);
		}
	} finally {
		await browser.close();
		rmSync(folder, { recursive: true });
	}
}

async function measure(photo: Photo, rounds: number, browser: BenchBrowser, folder: string): Promise<Row[]> {
	const path = await photoPath(photo, browser, folder, cache);
	await browser.pick(path);
	const names = [...namesOf(contenders), ...namesOf(natives)];
	const turns = names.map((name) => ({ name, result: join(folder, `${names.indexOf(name)}.jpg`), ms: [] as number[] }));

	const rows: Row[] = [];
	for (const { name, result, ms } of turns) {
		const counted = isNative(name) ? undefined : await count(name, browser, result);
		if (isNative(name)) await timeNative(name, path, result);
		rows.push({ name, ms, counted, ...whatIsLeft(result, path) });
	}
	for (let round = 0; round < rounds; round++) {
		// There and back: who comes after a greedy one is another one every time.
		for (const { name, result, ms } of round % 2 === 0 ? turns : turns.toReversed()) {
			const timed = isNative(name)
				? await timeNative(name, path, result)
				: (await browser.take({ type: "time", contender: name })).ms;
			ms.push(timed);
			await sleep(rest);
		}
	}
	return rows;
}

function count(contender: ContenderName, browser: BenchBrowser, result: string) {
	return browser.take({ type: "count", contender, saveAs: result.slice(result.lastIndexOf("/") + 1) });
}

function isNative(name: Name): name is NativeName {
	return Object.hasOwn(natives, name);
}

function namesOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
	const isKey = (name: string): name is Key => Object.hasOwn(table, name);
	return Object.keys(table).filter(isKey);
}
