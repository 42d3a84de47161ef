// A memory written to a file and read back is the same but for hashes of words; anything else is refused whole.
import { expect, test } from "vitest";
import { assess } from "../../src/recipients/assess";
import { changed } from "../../src/recipients/history";
import { fromPortable, toPortable } from "../../src/recipients/portable";
import { recordAnswer } from "../../src/recipients/record";
import { memoryOf, now, sendTo } from "./memory";

const habits = memoryOf([
	{ to: "Anna Kowalska", sends: 30, everyHours: 9, texts: ["dinner tonight", "Re: garden"] },
	{ to: ["Ben <ben@contoso.com>", "Emil <emil@contoso.com>"], sends: 12, everyHours: 30 },
	{ to: "Trip", id: "g", kind: "group", members: 7, sends: 3, everyHours: 50 },
]);
const history = changed(habits, recordAnswer(habits, "conversation:Anna Kowalska", true, now));
const account = { messenger: "whatsapp", origin: "https://web.whatsapp.com", history };

const rule = {
	messenger: "whatsapp",
	origin: "https://web.whatsapp.com",
	id: "g",
	title: "Trip",
	rule: "strip",
	chosen: now,
} as const;
const portable = { accounts: [account], rules: [rule] };

const newKey = () => [3, 4] as const;
/** What a file brings back: another key, and no words. */
const wordless = {
	...account,
	history: {
		account: { ...history.account, key: newKey(), words: new Map(), threads: new Set() },
		contacts: new Map(
			Array.from(history.contacts, ([key, contact]) => [
				key,
				{ ...contact, words: new Map(), threads: new Map(), lately: [] },
			]),
		),
	},
};

test("there and back, without words", () => {
	const read = fromPortable(toPortable(portable), newKey);
	expect(read).toEqual({ accounts: [wordless], rules: [rule] });
	const [back] = read?.accounts ?? [];
	const slip = assess(sendTo({ to: "Anna Kowalik" }, { text: "dinner" }), back?.history ?? history, now);
	expect(slip.reasons[0]).toMatchObject({ reason: "looks-like", likely: "Anna Kowalska", likelySends: 30 });
});

test("neither a key nor a hash is in the file", () => {
	const text = toPortable(portable);
	const hashes = [...history.account.key, ...history.account.words.keys(), ...history.account.threads];
	expect(hashes.length).toBeGreaterThan(5);
	for (const hash of hashes.filter((one) => one > 1000)) expect(text).not.toContain(String(hash));
	expect(text).not.toMatch(/"(words|threads|lately)"/);
	expect(JSON.parse(text).accounts[0].account).not.toHaveProperty("key");
});

test("an empty memory", () => {
	expect(fromPortable(toPortable({ accounts: [], rules: [] }), newKey)).toEqual({ accounts: [], rules: [] });
});

test.each([
	["no JSON", "{"],
	["nothing", "null"],
	["another file", '{"format":"settings","version":1,"accounts":[]}'],
	["a later version", '{"format":"last-look-memory","version":4,"accounts":[],"rules":[]}'],
	["no accounts", '{"format":"last-look-memory","version":1}'],
	[
		"an account without a record",
		'{"format":"last-look-memory","version":1,"accounts":[{"messenger":"x","origin":"y","contacts":[]}]}',
	],
])("%s is no memory", (_, text) => {
	expect(fromPortable(text, newKey)).toBeUndefined();
});

test("files of the first versions: without rules, and with hashes of words under a key of their own", () => {
	const { rules, accounts, ...rest } = JSON.parse(toPortable(portable));
	expect(rules).toHaveLength(1);
	const withWords = accounts.map((one: { account: object; contacts: object[] }) => ({
		...one,
		account: { ...one.account, key: [7, 7], words: [[5, 1]], threads: [6] },
		contacts: one.contacts.map((contact) => ({ ...contact, words: [[5, 1, now]], threads: [[6, now]], lately: [] })),
	}));
	const [first, second] = [
		{ ...rest, accounts: withWords, version: 1 },
		{ ...rest, accounts: withWords, rules, version: 2 },
	].map((file) => fromPortable(JSON.stringify(file), newKey));
	expect(first).toEqual({ accounts: [wordless], rules: [] });
	expect(second).toEqual({ accounts: [wordless], rules: [rule] });
});

test("a single wrong value refuses the file", () => {
	const text = toPortable(portable);
	expect(fromPortable(text.replace(/"sends":\d+/, '"sends":"many"'), newKey)).toBeUndefined();
	expect(fromPortable(text.replace(/"sends":\d+/, '"sends":-1'), newKey)).toBeUndefined();
	expect(fromPortable(text.replace('"rule":"strip"', '"rule":"shred"'), newKey)).toBeUndefined();
	expect(fromPortable(text.replace(/"names":\[[^\]]*\]/, '"names":[7]'), newKey)).toBeUndefined();
});
