// Every fact is said where it matters, with words of its own; what is unknown is said to be unknown, and nothing is guessed.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { adapters } from "../../src/messengers";
import { factSentences, type HandOver } from "../../src/messengers/fact-sentences";
import { facts } from "../../src/messengers/facts";

const words = JSON.parse(readFileSync(new URL("../../public/_locales/en/messages.json", import.meta.url), "utf8"));
const photo: HandOver = {
	messenger: "whatsapp",
	kind: "direct",
	security: "unknown",
	sendsAs: "unknown",
	hasPicture: true,
	tells: true,
};
const keys = (handOver: Partial<HandOver>) => factSentences({ ...photo, ...handOver }).map(({ what }) => what);

test("a photo that tells something, to WhatsApp", () => {
	expect(factSentences(photo)).toEqual([
		{ what: "photo_stripped", checked: "2026-11-21" },
		{ what: "file_kept", checked: "2026-11-21" },
		{ what: "unsend_within", time: { unit: "hour", count: 60 }, checked: "2026-11-21" },
		{ what: "encryption_always", checked: "2026-11-21" },
	]);
});

test("only what matters: not the other way of sending, not what the page itself says, nothing of a file that tells nothing", () => {
	expect(keys({ sendsAs: "file", security: "end-to-end" })).toEqual(["file_kept", "unsend_within"]);
	expect(keys({ sendsAs: "photo", security: "end-to-end" })).toEqual(["photo_stripped", "unsend_within"]);
	expect(keys({ hasPicture: false, security: "end-to-end" })).toEqual(["file_kept", "unsend_within"]);
	expect(keys({ tells: false, security: "end-to-end" })).toEqual(["unsend_within"]);
});

test("groups may have a time of their own", () => {
	const telegram = { messenger: "telegram-k", tells: false, security: "not-end-to-end" } as const;
	expect(keys(telegram)).toEqual(["unsend_any_time"]);
	expect(factSentences({ ...photo, ...telegram, kind: "group" })).toMatchObject([
		{ time: { unit: "hour", count: 48 } },
	]);
});

test("what is unknown is said to be, and of a page of no messenger we know nothing is said", () => {
	expect(keys({ messenger: "x" })).toEqual(["treatment_unknown", "unsend_unknown"]);
	expect(keys({ messenger: "generic" })).toEqual([]);
});

test.each(adapters.map(({ id }) => id))("every sentence about %s has words", (messenger) => {
	for (const kind of ["direct", "group"] as const) {
		for (const hasPicture of [true, false]) {
			const said = factSentences({ ...photo, messenger, kind, hasPicture });
			expect(said.length).toBeGreaterThan(0);
			for (const { what, time } of said) {
				expect(words[`fact_${what}`]?.message, what).toBeTypeOf("string");
				expect(words[`fact_${what}`].message.includes("$2"), what).toBe(time !== undefined);
			}
		}
	}
	expect(facts[messenger]).toBeDefined();
});
