// Who the files go to, large; why the person is asked; what could not be told.
import type { Attachment } from "../core/attachment";
import type { Conversation, KnownConversation } from "../core/conversation";
import { plural, words } from "../platform/words";
import type { Reason } from "../recipients/reasons";
import { sentenceFor } from "./odd-recipient";
import type { RecipientCheck } from "./recipient-check";

export type HeaderProps = {
	label: "goesTo" | "wentTo";
	attachment: Attachment;
	recipient: RecipientCheck | undefined;
};

export function RecipientHeader({ label, attachment, recipient }: HeaderProps) {
	const { conversation, changedFrom } = attachment;
	return (
		<header class="recipient">
			<p class="label">{words(label)}</p>
			<h1 id="recipient" data-recipient={nameOf(conversation)}>
				<bdi>{nameOf(conversation)}</bdi>
			</h1>
			{conversation.status === "known" ? (
				<p class="about">{[attachment.messengerName, ...about(conversation)].join(" · ")}</p>
			) : (
				<p class="about">{words(`untold_${conversation.reason.replaceAll("-", "_")}`)}</p>
			)}
			{changedFrom && (
				<p class="warning" role="alert">
					{words(
						attachment.gate === "send" ? "attachedFor" : "conversationChanged",
						nameOf(changedFrom),
						nameOf(conversation),
					)}
				</p>
			)}
			{recipient?.assessment.risk === "odd" && <Odd reasons={recipient.assessment.reasons} />}
			{!changedFrom && recipient?.familiar === false && <p class="note">{words("firstFile")}</p>}
			{conversation.status === "known" && conversation.keyedBy === "name" && (
				<p class="small">{words("knownByName")}</p>
			)}
		</header>
	);
}

/** Said in one sentence: the most telling reason that can be put into words. */
function Odd({ reasons }: { reasons: readonly Reason[] }) {
	const [sentence] = reasons.flatMap((reason) => sentenceFor(reason) ?? []);
	return (
		<p class="warning" role="alert" data-odd={reasons[0]?.reason}>
			{sentence ?? words("odd_unusual")}
		</p>
	);
}

function nameOf(conversation: Conversation): string {
	return conversation.status === "known" ? conversation.title : words("untold");
}

function about({ kind, memberCount, isSelf, security }: KnownConversation): string[] {
	return [
		isSelf ? words("kind_self") : words(`kind_${kind}`),
		...(memberCount === undefined ? [] : [plural("members", memberCount)]),
		...(security === "unknown" ? [] : [words(`security_${security.replaceAll("-", "_")}`)]),
	];
}
