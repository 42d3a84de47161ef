// What the memory says of a recipient, and what is remembered of a send.
import type { Attachment } from "../core/attachment";
import type { KnownConversation } from "../core/conversation";
import { fileRiskOf } from "../core/policy";
import type { Rule } from "../core/settings";
import { historyOf, remember, ruleOf } from "../platform/memory";
import { type Assessment, assess } from "../recipients/assess";
import { record, recordAnswer } from "../recipients/record";
import { type Send, type SentFileKind, targetsOf } from "../recipients/send";
import type { Decided, Row } from "./flow";

export type RecipientCheck = {
	/** Whether files were handed over for every one of these recipients before. */
	familiar: boolean;
	assessment: Assessment;
	/** What the person has chosen for this conversation alone. */
	rule?: Rule;
};

/** Nothing where nobody can tell who it goes to: that is said, and asked about. */
export async function checkRecipient(
	attachment: Attachment,
	rows: readonly Row[],
): Promise<RecipientCheck | undefined> {
	const { conversation } = attachment;
	if (conversation.status !== "known") return undefined;
	const account = accountOf(attachment, conversation);
	const [history, rule] = await Promise.all([historyOf(account), ruleOf(account, conversation.id)]);
	return {
		...(rule && { rule }),
		familiar: targetsOf(conversation).every(({ key }) => (history.contacts.get(key)?.sends ?? 0) > 0),
		assessment: assess(sendOf(attachment, conversation, rows), history, Date.now()),
	};
}

/** Remembers what the person said to an alarm, as soon as they have said it. */
export async function rememberAnswer({ attachment, decision, recipient, by }: Decided): Promise<void> {
	const { conversation } = attachment;
	const alarm = by.way === "asked" && recipient?.assessment.risk === "odd" ? recipient.assessment : undefined;
	const oddest = alarm?.recipients.reduce((top, one) => (one.score > top.score ? one : top));
	if (!oddest || conversation.status !== "known") return;
	const account = accountOf(attachment, conversation);
	const wasWrong = decision.action === "cancel";
	await remember(account, recordAnswer(await historyOf(account), oddest.target.key, wasWrong, Date.now()));
}

/** Remembers that files are with the page. Those at the second gate were remembered when they were attached. */
export async function rememberRelease({ attachment, rows }: Decided): Promise<void> {
	const { conversation, gate } = attachment;
	if (conversation.status !== "known" || gate === "send") return;
	const account = accountOf(attachment, conversation);
	await remember(account, record(await historyOf(account), sendOf(attachment, conversation, rows), Date.now()));
}

function accountOf({ origin }: Attachment, { messenger }: KnownConversation) {
	return { messenger, origin };
}

function sendOf({ changedFrom }: Attachment, conversation: KnownConversation, rows: readonly Row[]): Send {
	return {
		conversation,
		// The page's caption is not read: most are written after the file.
		text: "",
		files: rows
			.filter(({ goes }) => goes !== "left-out")
			.map(({ file, examined }) => ({
				name: file.name,
				kind: kindOf(file),
				risk: examined.status === "looking" ? "medium" : fileRiskOf(examined.inspection),
			})),
		...(changedFrom?.status === "known" ? { changedFrom: { title: changedFrom.title } } : {}),
	};
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
