// What the memory says of a recipient, and what is remembered of a send.
import type { Attachment, Written } from "../core/attachment";
import type { KnownConversation } from "../core/conversation";
import { fileRiskOf } from "../core/policy";
import type { Rule } from "../core/settings";
import { historyOf, remember } from "../platform/history-store";
import { ruleOf } from "../platform/memory";
import { database } from "../platform/memory-database";
import { type Assessment, assess } from "../recipients/assess";
import type { History, HistoryChange } from "../recipients/history";
import { record, recordAnswer, recordText } from "../recipients/record";
import { type Send, type SentFile, type SentFileKind, targetsOf } from "../recipients/send";
import type { Decided } from "./flow";
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

/** Remembers what the person said to an alarm, as soon as they have said it. */
export async function rememberAnswer(decided: Decided): Promise<void> {
	const { attachment, decision } = decided;
	const asked = askedAbout(decided);
	if (asked === undefined || attachment.conversation.status !== "known") return;
	const wasWrong = decision.action === "cancel";
	await change(attachment, attachment.conversation, (history) => recordAnswer(history, asked, wasWrong, Date.now()));
}

/** The key of whom an alarm was about. Where the recipient was only worth a look, "Cancel" says nothing of them. */
function askedAbout({ recipient, by }: Decided): string | undefined {
	if (by.way !== "asked" || recipient?.assessment.risk !== "odd") return undefined;
	return recipient.assessment.oddest?.key;
}

/** Remembers that files are with the page. Those at the second gate were remembered when they were attached. */
export async function rememberRelease(decided: Decided): Promise<void> {
	const { attachment, rows } = decided;
	const { conversation, gate } = attachment;
	if (conversation.status !== "known" || gate === "send") return;
	const send = sendOf(attachment, conversation, rows);
	await change(attachment, conversation, (history) => record(history, send, Date.now(), askedAbout(decided)));
}

/** Remembers the words that went along with files, as they stood when Send was pressed: hashes of them. */
export async function rememberWritten(attachment: Attachment, written: Written): Promise<void> {
	const { conversation } = attachment;
	if (conversation.status !== "known") return;
	const send = { conversation, ...textOf(written, conversation), files: [] };
	await change(attachment, conversation, (history) => recordText(history, send, Date.now()));
}

async function change(
	attachment: Attachment,
	conversation: KnownConversation,
	made: (history: History) => HistoryChange,
): Promise<void> {
	await remember(accountOf(attachment, conversation), made(await knownTo(attachment, conversation)));
}

function knownTo(attachment: Attachment, conversation: KnownConversation): Promise<History> {
	const keys = targetsOf(conversation).map(({ key }) => key);
	return historyOf(accountOf(attachment, conversation), keys);
}

function accountOf({ origin }: Attachment, { messenger }: KnownConversation) {
	return { messenger, origin };
}

function sendOf(
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

function textOf({ text, subject }: Written, { kind }: KnownConversation): Pick<Send, "text" | "opening"> {
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
