// On which sites it could be told who a file goes to, and when last: what then fails has changed.
import { browser } from "./browser";

const day = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The day it could last be read, as `2026-11-28`; undefined where it never could. */
export async function lastRead(messenger: string, origin: string): Promise<string | undefined> {
	return (await stored())[keyOf(messenger, origin)];
}

export async function noteRead(messenger: string, origin: string, now: number): Promise<void> {
	await browser.storage.local.set({ readings: { ...(await stored()), [keyOf(messenger, origin)]: day(now) } });
}

const keyOf = (messenger: string, origin: string) => `${messenger} ${origin}`;

async function stored(): Promise<Record<string, string>> {
	const { readings } = await browser.storage.local.get("readings");
	return Object.fromEntries(
		Object.entries(Object(readings)).flatMap(([key, date]) => (typeof date === "string" ? [[key, date]] : [])),
	);
}
