// "Do this without asking from now on": what a person has just chosen, kept for this conversation, this messenger or everywhere.
import type { Attachment } from "../core/attachment";
import type { Rule } from "../core/settings";
import { setRule } from "../platform/memory";
import { changeSettings } from "../platform/settings-store";

export const scopes = ["conversation", "messenger", "everywhere"] as const;
export type Scope = (typeof scopes)[number];

export type StandingChoice = { scope: Scope; rule: Rule };

export async function chooseAlways(attachment: Attachment, { scope, rule }: StandingChoice): Promise<void> {
	const { messenger } = attachment.conversation;
	switch (scope) {
		case "conversation":
			return chooseForConversation(attachment, rule);
		case "messenger":
			return changeSettings(({ messengers }) => ({ messengers: { ...messengers, [messenger]: rule } }));
		case "everywhere":
			return changeSettings({ rule });
		default:
			return scope satisfies never;
	}
}

/** @param rule - none takes back what was chosen. A conversation that nobody can tell has no rule. */
export async function chooseForConversation(
	{ conversation, origin }: Attachment,
	rule: Rule | undefined,
): Promise<void> {
	if (conversation.status !== "known") return;
	await setRule({ messenger: conversation.messenger, origin }, conversation.id, conversation.title, rule);
}
