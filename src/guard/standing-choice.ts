// What a person has just chosen, kept for the conversation.
import type { Attachment } from "../core/attachment";
import type { Rule } from "../core/settings";
import { setRule } from "../platform/memory";

/** @param rule - none takes back what was chosen. A conversation that nobody can tell has no rule. */
export async function chooseForConversation(
	{ conversation, origin }: Attachment,
	rule: Rule | undefined,
): Promise<void> {
	if (conversation.status !== "known") return;
	await setRule({ messenger: conversation.messenger, origin }, conversation.id, conversation.title, rule);
}
