// What the memory says of a recipient, and what is remembered of a send.
import type { Attachment } from "../core/attachment";
import type { KnownConversation } from "../core/conversation";
import { type FileRisk, fileRiskOf, fileRisks } from "../core/policy";
import { historyOf, remember } from "../platform/memory";
import { type Assessment, assess } from "../recipients/assess";
import { changed, type History } from "../recipients/history";
import { record, recordAnswer } from "../recipients/record";
import { type Send, type SentFileKind, targetsOf } from "../recipients/send";
import type { Row } from "./flow";

export type RecipientCheck = {
	/** Whether files were handed over for every one of these recipients before. */
	familiar: boolean;
	assessment: Assessment;
};

/** Nothing where nobody can tell who it goes to: that is said, and asked about. */
export async function checkRecipient(
	attachment: Attachment,
	rows: readonly Row[],
): Promise<RecipientCheck | undefined> {
	const { conversation } = attachment;
	if (conversation.status !== "known") return undefined;
	const history = await historyOf(accountOf(attachment, conversation));
	return {
		familiar: targetsOf(conversation).every(({ key }) => (history.contacts.get(key)?.sends ?? 0) > 0),
		assessment: assess(sendOf(attachment, conversation, rows), history, Date.now()),
	};
}

/**
 * Remembers that files were handed over, or were not, and what the person said to an alarm.
 * @param alarm - the assessment that was shown as odd, if one was.
 */
export async function rememberDecision(
	attachment: Attachment,
	rows: readonly Row[],
	wasReleased: boolean,
	alarm: Assessment | undefined,
): Promise<void> {
	const { conversation } = attachment;
	if (conversation.status !== "known") return;
	const account = accountOf(attachment, conversation);
	let history: History = await historyOf(account);
	const now = Date.now();
	const oddest = alarm?.recipients.reduce((top, one) => (one.score > top.score ? one : top));
	if (oddest) {
		const answered = recordAnswer(history, oddest.target.key, !wasReleased, now);
		history = changed(history, answered);
		await remember(account, answered);
	}
	if (wasReleased) await remember(account, record(history, sendOf(attachment, conversation, rows), now));
}

function accountOf({ origin }: Attachment, { messenger }: KnownConversation) {
	return { messenger, origin };
}

function sendOf({ changedFrom }: Attachment, conversation: KnownConversation, rows: readonly Row[]): Send {
	return {
		conversation,
		// The page's caption is not read: most are written after the file.
		text: "",
		files: rows.map(({ file, examined }) => ({
			name: file.name,
			kind: kindOf(file),
			risk: examined.status === "looking" ? "medium" : fileRiskOf(examined.inspection),
		})),
		...(changedFrom?.status === "known" ? { changedFrom: { title: changedFrom.title } } : {}),
	};
}

/** The worst of what the files would give away. */
export function worstRisk(rows: readonly Row[]): FileRisk {
	const risks = rows.map(({ examined }) =>
		examined.status === "looking" ? "medium" : fileRiskOf(examined.inspection),
	);
	return fileRisks.findLast((risk) => risks.includes(risk)) ?? "none";
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
