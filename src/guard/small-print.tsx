// What is worth knowing once: how the conversation is known, and what the messenger is known to do with the files, when
// that was looked up, and what nobody knows.
import type { Attachment } from "../core/attachment";
import { type Duration, factSentences } from "../messengers/fact-sentences";
import { language, words } from "../platform/words";

export function SmallPrint({ attachment, tells }: { attachment: Attachment; tells: boolean }) {
	const { conversation, files, messengerName } = attachment;
	if (conversation.status === "untold") return undefined;
	const isKnownByName = conversation.keyedBy === "name";
	const hasPicture = files.some(({ type }) => type.startsWith("image/"));
	const said = factSentences({ ...conversation, hasPicture, tells });
	const [oldest] = said.flatMap(({ checked }) => checked ?? []).sort();
	return (
		<>
			{isKnownByName && <p class="small">{words("knownByName")}</p>}
			{said.length > 0 && (
				<p class="small" data-facts={said.map(({ what }) => what).join(" ")}>
					{said.map(({ what, time }) => words(`fact_${what}`, messengerName, time ? lasting(time) : "")).join(" ")}
					{oldest !== undefined && ` ${words("factsAsOf", monthOf(oldest))}`}
				</p>
			)}
		</>
	);
}

function lasting({ unit, count }: Duration): string {
	return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(count);
}

function monthOf(date: string): string {
	return new Intl.DateTimeFormat(language(), { year: "numeric", month: "long", timeZone: "UTC" }).format(
		new Date(date),
	);
}
