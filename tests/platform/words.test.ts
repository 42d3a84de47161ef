// Names that run the other way stand apart in a sentence, and move nothing in it about.
import "../english-words";
import { expect, test } from "vitest";
import { sentence } from "../../src/platform/sentences";
import { listed, plural, words } from "../../src/platform/words";

const dana = "דנה";

test("what runs the other way is isolated, in sentences, lists and plurals", () => {
	expect(words("forgetOne", dana)).toBe(`Forget \u2068${dana}\u2069`);
	expect(listed(["Anna", dana])).toBe(`Anna and \u2068${dana}\u2069`);
	expect(plural("value_comments", 2, dana)).toBe(`2 comments: “\u2068${dana}\u2069”`);
	expect(sentence({ key: "quoted", parts: [dana] })).toBe(`“\u2068${dana}\u2069”`);
});

test("what runs the same way is left as it is", () => {
	expect(words("forgetOne", "Anna")).toBe("Forget Anna");
	expect(plural("value_comments", 1, "50 °C")).toBe("1 comment: “50 °C”");
});
