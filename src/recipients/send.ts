// A send that is about to happen, and whom it would reach.
import type { KnownConversation } from "../core/conversation";
import type { FileRisk } from "../core/policy";

export type SentFileKind = "image" | "video" | "audio" | "document" | "archive" | "other";

/** `size`: in bytes, as the person gave it. */
export type SentFile = { name: string; kind: SentFileKind; risk: FileRisk; size?: number };

export type Send = {
	conversation: KnownConversation;
	/** The caption, or a mail's subject; empty where there is none. */
	text: string;
	/** How a mail begins. */
	opening?: string;
	files: readonly SentFile[];
	/** Milliseconds since this conversation was opened, where the page let us see it. */
	openFor?: number;
	/** The conversation that was open before it. */
	openBefore?: KnownConversation;
	/** The conversation was another when the files were picked. */
	changedFrom?: { title: string };
};

/** One whom a send reaches and of whom there is a memory: a person, or a group as a whole. */
export type Target = { key: string; name: string; address?: string; id?: string };

/** A mail goes to each of its recipients; everything else to one conversation. */
export function targetsOf(conversation: KnownConversation): Target[] {
	const { kind, recipients, id, title } = conversation;
	if (kind === "email" && recipients.length > 0) {
		const people = recipients.map(({ id, address, name }) => ({
			key: personKey(address?.toLowerCase() ?? id ?? name),
			name: name === "" ? (address ?? "") : name,
			...(address === undefined ? {} : { address: address.toLowerCase() }),
			...(id === undefined ? {} : { id }),
		}));
		return [...new Map(people.map((person) => [person.key, person])).values()];
	}
	const [only] = recipients;
	if (kind === "direct" && only !== undefined) {
		const person = only.address?.toLowerCase() ?? only.id;
		return [
			{
				key: person === undefined ? conversationTarget(id) : personKey(person),
				name: only.name === "" ? title : only.name,
				...(only.address === undefined ? {} : { address: only.address.toLowerCase() }),
				...(only.id === undefined ? {} : { id: only.id }),
			},
		];
	}
	return [{ key: conversationTarget(id), name: title }];
}

const personKey = (who: string) => `person:${who}`;
const conversationTarget = (id: string) => `conversation:${id}`;

const shared: ReadonlySet<string> = new Set(
	"gmail googlemail outlook hotmail live yahoo icloud proton protonmail gmx web mail email aol yandex qq info office contact".split(
		" ",
	),
);

/** The organisation in an address: `globex` of `bob@globex.co.uk`; nothing for a provider that everybody uses. */
export function wordsOfAddress(address: string): string[] {
	const labels = address
		.slice(address.lastIndexOf("@") + 1)
		.split(".")
		.slice(0, -1);
	return labels.filter((label) => label.length > 3 && !shared.has(label));
}
