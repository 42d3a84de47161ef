// What may change between attaching and Send without a question, and what may not.
import { expect, test } from "vitest";
import { isStillConfirmed } from "../../src/content/still-confirmed";
import type { KnownConversation } from "../../src/core/conversation";

const group: KnownConversation = {
	status: "known",
	messenger: "converse",
	id: "team@conference.localhost",
	keyedBy: "id",
	title: "team",
	kind: "group",
	recipients: [],
	memberCount: 4,
	isSelf: false,
	security: "end-to-end",
	sendsAs: "unknown",
};
type Changed = Partial<KnownConversation>;
const bob = { name: "Bob", address: "bob@example.org" };
const mail: KnownConversation = { ...group, id: "bob@example.org", kind: "email", recipients: [bob], memberCount: 1 };

test.each<[string, boolean, Changed, Changed]>([
	["nothing has changed", true, {}, {}],
	["another conversation", false, {}, { id: "other" }],
	["another messenger", false, {}, { messenger: "element" }],
	["another title of the same one", true, {}, { title: "Team" }],
	["one member more", false, {}, { memberCount: 5 }],
	["one member less", true, {}, { memberCount: 3 }],
	["one more where hundreds read along", true, { memberCount: 300 }, { memberCount: 301 }],
	["encryption is gone", false, {}, { security: "not-end-to-end" }],
	["SMS instead", false, {}, { security: "text-message" }],
	["encryption has come", true, { security: "not-end-to-end" }, { security: "end-to-end" }],
	["encryption is no longer told", true, {}, { security: "unknown" }],
])("%s", (_, isStill, then, now) => {
	expect(isStillConfirmed({ ...group, ...now }, { ...group, ...then })).toBe(isStill);
});

test("a mail may lose recipients, not get new ones", () => {
	const eve = { name: "Eve", address: "eve@example.org" };
	const both = { ...mail, id: "bob@example.org eve@example.org", recipients: [bob, eve], memberCount: 2 };
	expect(isStillConfirmed(both, mail)).toBe(false);
	expect(isStillConfirmed(mail, both)).toBe(true);
	expect(isStillConfirmed({ status: "untold", messenger: "converse", reason: "no-recipient" }, mail)).toBe(false);
});
