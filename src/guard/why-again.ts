// What has changed since the person last said yes to these files, in a sentence.
import type { Attachment } from "../core/attachment";
import type { Conversation } from "../core/conversation";
import { words } from "../platform/words";
import { nameOf } from "../ui/conversation-words";

/** @param then - the conversation that was confirmed. */
export function whyAgain({ gate, conversation: now }: Attachment, then: Conversation): string {
	const names = [nameOf(then), nameOf(now)] as const;
	if (gate === "attach") return words("conversationChanged", ...names);
	if (now.status === "untold" || then.status === "untold" || now.id !== then.id) return words("attachedFor", ...names);
	if (now.security !== then.security && then.security === "end-to-end") return words("attachedEncrypted", nameOf(now));
	if (now.memberCount === undefined || then.memberCount === undefined) return words("attachedFor", ...names);
	return words("attachedGrown", nameOf(now), then.memberCount, now.memberCount);
}
