// A memory made of habits, for stories.
import type { ConversationKind, KnownConversation } from "../../src/core/conversation";
import { type ContactRecord, emptyHistory, type History } from "../../src/recipients/history";
import { record } from "../../src/recipients/record";
import type { Send, SentFile } from "../../src/recipients/send";

const storyTime = Date.UTC(2026, 10, 20, 18, 30);
export const now = storyTime;
const hour = 3_600_000;

/** Who is written to, how often, until how long ago. A mail's `to` are addresses with names: `Bob <bob@globex.com>`. */
export type Habit = {
	to: string | readonly string[];
	/** Where the name does not tell two apart: a number, an account. */
	id?: string;
	sends: number;
	everyHours: number;
	endedHoursAgo?: number;
	kind?: ConversationKind;
	members?: number;
	texts?: readonly string[];
	files?: readonly SentFile[];
};

/** @param now - when the habits ended, but for those that ended earlier. */
export function memoryOf(habits: readonly Habit[], now = storyTime): History {
	const sends = habits.flatMap((habit) =>
		Array.from({ length: habit.sends }, (_, at) => {
			const { texts = [""], endedHoursAgo = 1, everyHours, files = [] } = habit;
			const time = now - (endedHoursAgo + at * everyHours) * hour;
			return { time, send: sendTo(habit, { text: texts[at % texts.length] ?? "", files }) };
		}),
	);
	const { account } = emptyHistory([7, 7]);
	const memory: History & { contacts: Map<string, ContactRecord> } = { account, contacts: new Map() };
	for (const { time, send } of sends.sort((a, b) => a.time - b.time)) {
		const change = record(memory, send, time);
		memory.account = change.account;
		for (const contact of change.contacts) memory.contacts.set(contact.key, contact);
	}
	return memory;
}

export type Addressee = {
	to: string | readonly string[];
	id?: string;
	kind?: ConversationKind;
	members?: number;
	conversation?: Partial<KnownConversation>;
};

export function sendTo(addressee: Addressee, what: Partial<Omit<Send, "conversation">> = {}): Send {
	const names = typeof addressee.to === "string" ? [addressee.to] : addressee.to;
	const people = names.map(person);
	const isMail = people.some(({ address }) => address !== undefined);
	const kind = addressee.kind ?? (isMail ? "email" : "direct");
	const title = people.map(({ name }) => name).join(", ");
	return {
		text: "",
		files: [],
		...what,
		conversation: {
			status: "known",
			messenger: "test",
			id: addressee.id ?? title,
			keyedBy: "id",
			title,
			kind,
			recipients: kind === "direct" || kind === "email" ? people : [],
			...(addressee.members === undefined ? {} : { memberCount: addressee.members }),
			isSelf: false,
			security: "end-to-end",
			sendsAs: "unknown",
			...addressee.conversation,
		},
	};
}

function person(written: string): { name: string; address?: string } {
	const [, name = "", address = ""] = /^(.*?)\s*<(.+)>$/u.exec(written) ?? [];
	return address === "" ? { name: written } : { name, address };
}
