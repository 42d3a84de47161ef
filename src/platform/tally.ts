// How many files the guard has looked at each day: numbers, and nothing about anybody. Nothing from private windows.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { browser } from "./browser";

export type Tally = { looked: number; stripped: number; asked: number };

interface TallySchema extends DBSchema {
	/** By the day where the person is: `2026-07-14`. */
	days: { key: string; value: Tally };
}

const nothing: Tally = { looked: 0, stripped: 0, asked: 0 };

/** Older ones are forgotten as new ones come. */
const daysKept = 31;

let opening: Promise<IDBPDatabase<TallySchema>> | undefined;

function database(): Promise<IDBPDatabase<TallySchema>> {
	opening ??= openDB<TallySchema>("tally", 1, { upgrade: (db) => void db.createObjectStore("days") });
	return opening;
}

/** Adds to today's numbers, from whatever tab. */
export async function count(more: Partial<Tally>, now: Date): Promise<void> {
	if (browser.extension.inIncognitoContext) return;
	const write = (await database()).transaction("days", "readwrite");
	const day = dayOf(now);
	const { looked, stripped, asked } = (await write.store.get(day)) ?? nothing;
	await write.store.put(
		{
			looked: looked + (more.looked ?? 0),
			stripped: stripped + (more.stripped ?? 0),
			asked: asked + (more.asked ?? 0),
		},
		day,
	);
	const oldest = new Date(now);
	oldest.setDate(oldest.getDate() - daysKept);
	await write.store.delete(IDBKeyRange.upperBound(dayOf(oldest)));
	await write.done;
}

export async function tallyOf(day: Date): Promise<Tally> {
	return (await (await database()).get("days", dayOf(day))) ?? nothing;
}

export async function wipeTally(): Promise<void> {
	await (await database()).clear("days");
}

function dayOf(date: Date): string {
	const two = (number: number) => String(number).padStart(2, "0");
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
