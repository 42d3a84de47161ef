// How many read along: a number is that of the members only where it is exact, and where there are members.
import { expect, test } from "vitest";
import { adapterFor } from "../../src/messengers";
import { load } from "./reconstruction";

test.each([
	["telegram-k-direct", "last seen 5 minutes ago", undefined],
	["telegram-k-group", "5 members, 3 online", 5],
	["telegram-k-group", "1,234 members", 1234],
	["telegram-k-group", "42人", 42],
	["telegram-k-group", "1.2K members", undefined],
	["telegram-k-group", "12K members", undefined],
	["telegram-k-group", "1,2 тыс. участников", undefined],
	["telegram-k-group", "3万", undefined],
])("%s, %j: %j", (name, text, count) => {
	const { page, target } = load(name);
	for (const info of page.querySelectorAll(".chat-info .bottom .info")) info.textContent = text;
	const conversation = adapterFor(page).conversation(target, page);
	expect(conversation.status === "known" && conversation.memberCount).toBe(count);
});
