// Which of a messenger's facts matter for one hand-over, as sentences of the locales. What is unknown is said to be.
import type { KnownConversation } from "../core/conversation";
import { type Fact, facts, type MessengerFacts, type Unsend } from "./facts";

/** `time`: how long, for the sentence's placeholder. */
export type FactSentence = { what: string; time?: Duration; checked?: string };

export type Duration = { unit: "second" | "minute" | "hour"; count: number };

export type HandOver = Pick<KnownConversation, "messenger" | "kind" | "security" | "sendsAs"> & {
	/** At least one of the files can be sent as a photo. */
	hasPicture: boolean;
	/** At least one of them tells something. */
	tells: boolean;
};

/** Empty for pages of no messenger we know. */
export function factSentences(handOver: HandOver): FactSentence[] {
	const known = facts[handOver.messenger];
	if (!known) return [];
	return [
		...(handOver.tells ? treatments(known, handOver) : []),
		...uploads(known),
		unsend(known, handOver.kind),
		...encryption(known, handOver.security),
	];
}

function treatments({ photo, file }: MessengerFacts, { sendsAs, hasPicture }: HandOver): FactSentence[] {
	const asPhoto = hasPicture && sendsAs !== "file" ? photo : undefined;
	const asFile = hasPicture && sendsAs === "photo" ? undefined : file;
	const said = [...sentence("photo", asPhoto), ...sentence("file", asFile)];
	return said.length > 0 ? said : [{ what: "treatment_unknown" }];
}

function uploads({ uploads: fact }: MessengerFacts): FactSentence[] {
	return fact?.value === "when-sent" ? [] : sentence("uploads", fact);
}

function unsend({ unsend: alone, unsendInGroups }: MessengerFacts, kind: HandOver["kind"]): FactSentence {
	const fact = kind === "direct" ? alone : (unsendInGroups ?? alone);
	if (!fact) return { what: "unsend_unknown" };
	const { value, checked } = fact;
	if (typeof value === "string") return { what: `unsend_${value.replaceAll("-", "_")}`, checked };
	return { what: "unsend_within", time: durationOf(value), checked };
}

/** What the page itself says comes first: then there is nothing to add. */
function encryption({ encryption: fact }: MessengerFacts, security: HandOver["security"]): FactSentence[] {
	return security === "unknown" ? sentence("encryption", fact) : [];
}

function sentence(what: string, fact: Fact<string> | undefined): FactSentence[] {
	return fact ? [{ what: `${what}_${fact.value.replaceAll("-", "_")}`, checked: fact.checked }] : [];
}

function durationOf({ minutes }: Exclude<Unsend, string>): Duration {
	if (minutes < 1) return { unit: "second", count: minutes * 60 };
	if (minutes < 120) return { unit: "minute", count: minutes };
	return { unit: "hour", count: minutes / 60 };
}
