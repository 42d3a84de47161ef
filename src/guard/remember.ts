// What is remembered of a send: that it went, what was written with it, and what the person said to an alarm.
import type { Attachment, Written } from "../core/attachment";
import type { KnownConversation } from "../core/conversation";
import { remember } from "../platform/history-store";
import type { History, HistoryChange } from "../recipients/history";
import { record, recordAnswer, recordText } from "../recipients/record";
import type { Decided } from "./flow";
import { accountOf, knownTo, sendOf, textOf } from "./recipient-check";

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
