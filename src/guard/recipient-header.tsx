// Who the files go to, large; why the person is asked; what could not be told.
import type { Attachment } from "../core/attachment";
import type { ChannelSecurity, Conversation, ConversationKind } from "../core/conversation";
import { apart, words } from "../platform/words";
import type { Assessment } from "../recipients/assess";
import type { Reason } from "../recipients/reasons";
import { aboutConversation, nameOf, whyUntold } from "../ui/conversation-words";
import { Icon, type IconName } from "../ui/icon";
import { nameParts } from "./name-difference";
import { whyOdd } from "./odd-recipient";
import type { RecipientCheck } from "./recipient-check";
import { whyAgain } from "./why-again";

export type HeaderProps = {
	label: "goesTo" | "wentTo";
	attachment: Attachment;
	recipient: RecipientCheck | undefined;
};

export function RecipientHeader({ label, attachment, recipient }: HeaderProps) {
	const { conversation, changedFrom } = attachment;
	const odd = recipient?.assessment.risk === "odd" ? recipient.assessment.reasons : undefined;
	return (
		<header class="recipient">
			<span class="emblem">
				<Icon name={conversation.status === "known" ? kindIcons[conversation.kind] : "unknown"} />
			</span>
			<p class="label">{words(label)}</p>
			<h1 id="recipient" data-recipient={nameOf(conversation)}>
				<bdi>
					<Name conversation={conversation} reasons={odd ?? []} />
				</bdi>
			</h1>
			{conversation.status === "known" ? (
				<>
					<p class="about">{[attachment.messengerName, ...aboutConversation(conversation)].map(apart).join(" · ")}</p>
					<Security security={conversation.security} />
				</>
			) : (
				<p class="about">{whyUntold(conversation)}</p>
			)}
			{!changedFrom && !odd && recipient?.familiar === false && <p class="first">{words("firstFile")}</p>}
			{changedFrom && (
				<p class="warning" role="alert">
					<Icon name="warning" />
					<span>{whyAgain(attachment, changedFrom)}</span>
				</p>
			)}
			{recipient && <Odd {...recipient.assessment} />}
		</header>
	);
}

/** Taken for another's easily: what is different in it stands out. */
function Name({ conversation, reasons }: { conversation: Conversation; reasons: readonly Reason[] }) {
	const name = nameOf(conversation);
	const alike = reasons.find((reason) => reason.reason === "looks-like");
	if (alike?.reason !== "looks-like") return <>{name}</>;
	return (
		<>
			{nameParts(name, alike.likely).map(({ text, differs }, index) =>
				differs ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
			)}
		</>
	);
}

function Odd(assessment: Assessment) {
	const why = whyOdd(assessment);
	if (why === undefined) return undefined;
	return (
		<p class="warning" role="alert" data-odd={assessment.reasons[0]?.reason}>
			<Icon name="warning" />
			<span>{why}</span>
		</p>
	);
}

function Security({ security }: { security: ChannelSecurity }) {
	if (security === "unknown") return undefined;
	return (
		<p class="security" data-security={security}>
			<Icon name={securityIcons[security]} />
			<span>{words(`security_${security.replaceAll("-", "_")}`)}</span>
		</p>
	);
}

const securityIcons = {
	"end-to-end": "lock",
	"not-end-to-end": "unlock",
	"text-message": "speech",
} as const satisfies Record<Exclude<ChannelSecurity, "unknown">, IconName>;

const kindIcons = {
	direct: "person",
	group: "group",
	channel: "megaphone",
	broadcast: "megaphone",
	email: "mail",
	unknown: "speech",
} as const satisfies Record<ConversationKind, IconName>;
