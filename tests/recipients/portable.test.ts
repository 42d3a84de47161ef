// A memory written to a file and read back is the same; anything else is refused whole.
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

test("there and back", () => {
	const read = fromPortable(toPortable(portable));
	expect(read).toEqual(portable);
	const [back] = read?.accounts ?? [];
	const send = sendTo({ to: "Anna Kowalik" }, { text: "dinner" });
	expect(back && assess(send, back.history, now)).toEqual(assess(send, history, now));
});

test("an empty memory", () => {
	expect(fromPortable(toPortable({ accounts: [], rules: [] }))).toEqual({ accounts: [], rules: [] });
});

test.each([
	["no JSON", "{"],
	["nothing", "null"],
	["another file", '{"format":"settings","version":1,"accounts":[]}'],
	["a later version", '{"format":"last-look-memory","version":3,"accounts":[],"rules":[]}'],
	["no accounts", '{"format":"last-look-memory","version":1}'],
	[
		"an account without a record",
		'{"format":"last-look-memory","version":1,"accounts":[{"messenger":"x","origin":"y","contacts":[]}]}',
	],
])("%s is no memory", (_, text) => {
	expect(fromPortable(text)).toBeUndefined();
});

test("a file of the first version, which had no rules", () => {
	const { rules, ...first } = JSON.parse(toPortable(portable));
	expect(rules).toHaveLength(1);
	expect(fromPortable(JSON.stringify({ ...first, version: 1 }))).toEqual({ accounts: [account], rules: [] });
});

test("a single wrong value refuses the file", () => {
	const text = toPortable(portable);
	expect(fromPortable(text.replace(/"sends":\d+/, '"sends":"many"'))).toBeUndefined();
	expect(fromPortable(text.replace(/"sends":\d+/, '"sends":-1'))).toBeUndefined();
	expect(fromPortable(text.replace('"rule":"strip"', '"rule":"shred"'))).toBeUndefined();
	expect(fromPortable(text.replace(/"names":\[[^\]]*\]/, '"names":[7]'))).toBeUndefined();
});
