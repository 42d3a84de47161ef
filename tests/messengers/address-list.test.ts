import { expect, test } from "vitest";
import { recipientsOf } from "../../src/messengers/reading/address-list";

test.each([
	["", []],
	[" , ;", []],
	["bob@example.org", [["bob@example.org", "bob@example.org"]]],
	["Alice Smirnova <alice@example.org>,", [["Alice Smirnova", "alice@example.org"]]],
	[
		"a@example.org; b@example.org",
		[
			["a@example.org", "a@example.org"],
			["b@example.org", "b@example.org"],
		],
	],
	[
		'"Smirnova, Alice; (she)" <alice@example.org>, Bob',
		[
			["Smirnova, Alice; (she)", "alice@example.org"],
			["Bob", undefined],
		],
	],
	['"a \\"quoted\\" name" <q@example.org>', [['a "quoted" name', "q@example.org"]]],
	// A name that looks like another address is a name.
	['"boss@example.com" <eve@example.net>', [["boss@example.com", "eve@example.net"]]],
	["<alice@example.org>", [["alice@example.org", "alice@example.org"]]],
	['"never closed <alice@example.org>', [["never closed", "alice@example.org"]]],
])("%j", (list, people) => {
	const found = recipientsOf(list, "cc");
	expect(found.map(({ name, address }) => [name, address])).toEqual(people);
	expect(found.every(({ field }) => field === "cc")).toBe(true);
});

test("a list of any length ends", () => {
	expect(recipientsOf(`${'"'.repeat(1_000_001)}<`, "to").length).toBeLessThan(2);
	expect(recipientsOf("a@b.c,".repeat(1_000_000), "to").length).toBeGreaterThan(1000);
});
