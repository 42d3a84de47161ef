import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { hasWords, plain, textOf } from "../../src/messengers/reading/page-text";

test.each([
	["  Alice\n\t Smirnova ", "Alice Smirnova"],
	["Alice\u202Egnp.exe", "Alicegnp.exe"], // a name that would turn round what follows it
	["\u2066Alice\u2069\u200B\uFEFF", "Alice"],
	["Anna\u0000\u0007", "Anna"],
	["\uE001Alice\uF8FF", "Alice"], // icons of a font
	["e\u0301", "é"],
	["👩\u200D👧", "👩\u200D👧"],
	["می\u200Cخواهم", "می\u200Cخواهم"],
	["\u202E \u200B\n", undefined],
	["", undefined],
])("%j is shown as %j", (raw, shown) => {
	expect(plain(raw)).toBe(shown);
});

test("a long name is cut at a whole character", () => {
	expect(plain("👩".repeat(201))).toBe(`${"👩".repeat(199)}…`);
	expect(plain("a".repeat(200))).toBe("a".repeat(200));
	expect(plain("a".repeat(1_000_000))?.length).toBe(200);
});

test("emoji drawn as pictures are part of a name, titles of icons are not", () => {
	const { document } = new JSDOM(
		`<h1>Anna <img alt="❤"><svg><title>verified</title></svg><style>h1 {}</style></h1><p><img alt="Anna"></p>`,
	).window;
	const [name, face] = document.body.children;
	expect(name && textOf(name)).toBe("Anna ❤");
	expect(face && textOf(face)).toBe("Anna");
	expect([name, face].map((element) => element && hasWords(element))).toEqual([true, false]);
});
