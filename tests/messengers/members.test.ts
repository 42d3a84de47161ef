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
	["telegram-k-group", "12 тыс. участников", undefined],
	["telegram-k-group", "1 234 участника", 1234],
	["telegram-k-group", "3 млн подписчиков", undefined],
	["telegram-k-group", "12 mil miembros", undefined],
	["telegram-k-group", "12 miembros", 12],
	["telegram-k-group", "12 tys. członków", undefined],
	["telegram-k-group", "12 Tsd. Mitglieder", undefined],
	["telegram-k-group", "12 Teilnehmer", 12],
	["telegram-k-group", "12 k membres", undefined],
	["telegram-k-group", "12 rb anggota", undefined],
	["telegram-k-group", "12 ألف عضو", undefined],
	["telegram-k-group", "12 عضوًا", 12],
	["telegram-k-group", "12 हज़ार सदस्य", undefined],
	["telegram-k-group", "12 345 K members", undefined],
])("%s, %j: %j", (name, text, count) => {
	const { page, target } = load(name);
	for (const info of page.querySelectorAll(".chat-info .bottom .info")) info.textContent = text;
	const conversation = adapterFor(page).conversation(target, page);
	expect(conversation.status === "known" && conversation.memberCount).toBe(count);
});
