// What the memory says of a recipient.
import type { Attachment, Written } from "../core/attachment";
import type { KnownConversation } from "../core/conversation";
import { fileRiskOf } from "../core/policy";
import type { Rule } from "../core/settings";
import { historyOf } from "../platform/history-store";
import { ruleOf } from "../platform/memory";
import { database } from "../platform/memory-database";
import { type Assessment, assess } from "../recipients/assess";
import type { History } from "../recipients/history";
import { type Send, type SentFile, type SentFileKind, targetsOf } from "../recipients/send";
import type { Row } from "./row";

export type RecipientCheck = {
	/** Whether files were handed over for every one of these recipients before. */
	familiar: boolean;
	assessment: Assessment;
	/** What the person has chosen for this conversation alone. */
	rule?: Rule;
};

/** The first check need not wait for the memory; that it can't be opened is said where it is read. */
export function openMemory(): void {
	database().catch(() => {});
}

/** Nothing where nobody can tell who it goes to: that is said, and asked about. */
export async function checkRecipient(
	attachment: Attachment,
	rows: readonly Row[],
): Promise<RecipientCheck | undefined> {
	const { conversation } = attachment;
	if (conversation.status !== "known") return undefined;
	const account = accountOf(attachment, conversation);
	const [history, rule] = await Promise.all([knownTo(attachment, conversation), ruleOf(account, conversation.id)]);
	return {
		...(rule && { rule }),
		familiar: targetsOf(conversation).every(({ key }) => (history.contacts.get(key)?.sends ?? 0) > 0),
		assessment: assess(sendOf(attachment, conversation, rows), history, Date.now()),
	};
}

/** What the memory knows of whom this conversation has. */
export function knownTo(attachment: Attachment, conversation: KnownConversation): Promise<History> {
	const keys = targetsOf(conversation).map(({ key }) => key);
	return historyOf(accountOf(attachment, conversation), keys);
}

export function accountOf({ origin }: Attachment, { messenger }: KnownConversation) {
	return { messenger, origin };
}

/** An attachment as the memory and its judgement see it. */
export function sendOf(
	{ changedFrom, written, opened: { since, after } }: Attachment,
	conversation: KnownConversation,
	rows: readonly Row[],
): Send {
	return {
		conversation,
		...textOf(written, conversation),
		...(since === undefined ? {} : { openFor: Date.now() - since }),
		...(after?.messenger === conversation.messenger ? { openBefore: after } : {}),
		files: filesOf(rows),
		...(changedFrom?.status === "known" ? { changedFrom: { title: changedFrom.title } } : {}),
	};
}

function filesOf(rows: readonly Row[]): SentFile[] {
	return rows
		.filter(({ goes }) => goes !== "left-out")
		.map(({ file, examined }) => ({
			name: file.name,
			kind: kindOf(file),
			size: file.size,
			risk: examined.status === "looking" ? "medium" : fileRiskOf(examined.inspection),
		}));
}

export function textOf({ text, subject }: Written, { kind }: KnownConversation): Pick<Send, "text" | "opening"> {
	return kind === "email" ? { text: subject, opening: text } : { text };
}

const kinds = [
	[/^image\//, "image"],
	[/^video\//, "video"],
	[/^audio\//, "audio"],
	[/zip|compressed|archive|x-tar|x-7z|x-rar/, "archive"],
	[/^text\/|pdf|officedocument|msword|ms-excel|ms-powerpoint|opendocument|rtf|epub/, "document"],
] as const satisfies readonly (readonly [RegExp, SentFileKind])[];

function kindOf({ type }: File): SentFileKind {
	return kinds.find(([pattern]) => pattern.test(type))?.[1] ?? "other";
}
