// The facts behind an assessment that a person can check: each is looked up, none is guessed.
import type { Choice, Moment } from "./choice";
import { compareNames } from "./compare-names";
import { greetedWords, isNamed } from "./hints";
import { type ContactRecord, day, type History, mostKept } from "./history";
import { domainOf, lookAlikeDomain, ownOrganisation, usedDomains } from "./mail-domains";
import type { Reason } from "./reasons";
import { worstRisk } from "./record";
import { type Send, type Target, targetsOf } from "./send";
import type { Circumstances } from "./stories";

export type Facts = {
	send: Send;
	history: History;
	moment: Moment;
	choice: Choice;
	/** How many sends went to each domain. */
	domains: ReadonlyMap<string, number>;
	/** How many words of the greeting fit one of those whom the send reaches. */
	greetedHere: number;
	/** Whether a file's name names one of them. */
	namesHere: boolean;
};

export function factsOf(send: Send, targets: readonly Target[], moment: Moment, choice: Choice): Facts {
	const { history, hints } = moment;
	return {
		send,
		history,
		moment,
		choice,
		domains: targets.some(({ address }) => address !== undefined) ? usedDomains(history) : new Map(),
		greetedHere: Math.max(0, ...targets.map(({ name }) => greetedWords(hints, [name]))),
		namesHere: targets.some(({ name, address }) => isNamed(hints, [name], address)),
	};
}

/** Facts about one recipient, in any order. `others`: those addressed along with it, whom `choice` leaves out. */
export function factsAbout(
	target: Target,
	found: Circumstances,
	facts: Facts,
	others: readonly Target[] = [],
): Reason[] {
	const contact = facts.history.contacts.get(target.key);
	const namesAnother = hintedAt(target, facts);
	return [
		...looksLike(contact, found),
		...(contact === undefined ? addressFacts(target, facts) : []),
		...otherAccount(contact, found),
		...namesAnother,
		...suitsOther(target, found, facts, namesAnother.length > 0),
		...openedHow(target, contact, found, facts),
		...notWithThese(contact, others, facts.history),
		...fileFacts(contact, facts),
		...(contact === undefined ? [] : longAgo(contact, facts)),
		...(contact === undefined && facts.history.account.sends > 0 ? [{ reason: "first-time" as const }] : []),
	];
}

const muchUsed = 3;

function looksLike(contact: ContactRecord | undefined, { lookAlike, chance }: Circumstances): Reason[] {
	const sends = contact?.sends ?? 0;
	if (lookAlike === undefined || lookAlike.contact.sends < muchUsed || lookAlike.chance < chance) return [];
	if (lookAlike.how === "initials" && sends > 0) return [];
	const [likely = ""] = lookAlike.contact.names;
	return [{ reason: "looks-like", how: lookAlike.how, likely, likelySends: lookAlike.contact.sends, sends }];
}

function otherAccount(contact: ContactRecord | undefined, { namesTwin }: Circumstances): Reason[] {
	if (contact !== undefined || namesTwin === undefined || namesTwin.address !== undefined) return [];
	return [{ reason: "other-account", sends: namesTwin.sends }];
}

/** About somebody new. */
function addressFacts({ name, address }: Target, { domains, choice }: Facts): Reason[] {
	if (address === undefined) return [];
	const domain = domainOf(address);
	const like = lookAlikeDomain(domain, domains);
	if (like !== undefined) return [{ reason: "look-alike-domain", domain, like }];
	const reasons: Reason[] = [];
	const usual = ownOrganisation(domains);
	if (usual !== undefined && !domains.has(domain)) reasons.push({ reason: "outside-organisation", domain, usual });
	for (const { contact } of choice.candidates) {
		if (contact.address === undefined || !contact.names.some((one) => compareNames(one, name).how === "same")) continue;
		reasons.push({ reason: "other-address", address, usual: contact.address });
		break;
	}
	return reasons;
}

/** The text greets, or a file's name names, somebody else who is known. */
function hintedAt(target: Target, { send, moment: { hints }, choice, greetedHere, namesHere }: Facts): Reason[] {
	if (hints.greeted.length === 0 && hints.named.size === 0) return [];
	const others = choice.candidates.filter(({ contact }) => contact.key !== target.key);
	const reasons: Reason[] = [];
	if (send.conversation.kind === "direct" || send.conversation.kind === "email") {
		const likely = others.find(({ contact }) => greetedWords(hints, contact.names) > greetedHere)?.contact.names[0];
		if (likely !== undefined) reasons.push({ reason: "greets-other", greeted: hints.greetedAs, likely });
	}
	if (!namesHere) {
		const likely = others.find(({ contact }) => isNamed(hints, contact.names, contact.address))?.contact.names[0];
		if (likely !== undefined) reasons.push({ reason: "file-names-other", likely });
	}
	return reasons;
}

/** How probable another has to be to be named as the one who was meant. */
const clearly = 0.5;

function suitsOther(
	target: Target,
	{ likeliest, lookAlike }: Circumstances,
	{ history, moment }: Facts,
	isHinted: boolean,
): Reason[] {
	const hasText = moment.marks.words.length > 0;
	if (
		isHinted ||
		!hasText ||
		likeliest === undefined ||
		likeliest.chance < clearly ||
		likeliest.contact === lookAlike?.contact
	)
		return [];
	const [likely = ""] = likeliest.contact.names;
	return [{ reason: history.account.previous === target.key ? "left-open" : "suits-other", likely }];
}

/** Files that come sooner than this after a conversation was opened may have been meant for the one before it, in ms. */
const soon = 3_000;
/** Minutes after which one may have forgotten which conversation is open. */
const longOpen = 30;
/** How probable another has to be to be named as the one who is written to these days. */
const fairly = 0.3;
/** By how much another must be the more probable one: to open a chat and send at once is what everybody does. */
const rather = 3;

function openedHow(
	target: Target,
	contact: ContactRecord | undefined,
	{ chance, likeliest }: Circumstances,
	{ send: { openFor, openBefore, conversation }, moment: { now }, choice }: Facts,
): Reason[] {
	// A mail is opened for whoever it is then addressed to.
	if (openFor === undefined || conversation.kind === "email") return [];
	const before = openBefore && targetsOf(openBefore).find(({ key }) => key !== target.key);
	const candidate = choice.candidates.find((one) => one.contact.key === before?.key);
	if (before && candidate && openFor < soon && candidate.chance > rather * chance)
		return [{ reason: "just-arrived", from: before.name }];
	const minutes = Math.floor(openFor / 60_000);
	const hasSent = contact !== undefined && contact.last > now - openFor;
	const [likely] = likeliest?.contact.names ?? [];
	const isLikelier = (likeliest?.chance ?? 0) > Math.max(fairly, rather * chance);
	if (minutes < longOpen || hasSent || likely === undefined || !isLikelier) return [];
	return [{ reason: "still-open", minutes, likely }];
}

/** No more of them are named. */
const mostNamed = 6;

function notWithThese(contact: ContactRecord | undefined, others: readonly Target[], { contacts }: History): Reason[] {
	if (others.length === 0 || others.some(({ key }) => contact?.together.has(key))) return [];
	const known = others.filter(({ key }) => contacts.has(key));
	// Among as many who are new nobody is the one too many.
	const isSet = known.length > others.length / 2 && isUsualSet(known, contacts);
	if (contact === undefined && !isSet) return [];
	const named = (contact === undefined ? known : others).slice(0, mostNamed);
	return [{ reason: "not-with-these", others: named.map(({ name }) => name), isSet }];
}

/** Several who have been addressed together time and again, each with each. */
function isUsualSet(people: readonly Target[], contacts: History["contacts"]): boolean {
	if (people.length < 2 || people.length > mostKept.together) return false;
	const areTogether = ({ key }: Target) =>
		people.every((other) => other.key === key || (contacts.get(key)?.together.get(other.key) ?? 0) >= fewestTogether);
	return people.every(areTogether);
}

/** Files seen before the want of private ones among them tells anything; the share below which a kind or hour is unusual. */
const enoughFiles = 5;
const unusual = 0.05;

function fileFacts(contact: ContactRecord | undefined, { send, moment }: Facts): Reason[] {
	const risk = worstRisk(send);
	if (risk === undefined || contact === undefined) return [];
	const { none, low, medium, high } = contact.files;
	const files = none + low + medium + high;
	if (files === 0) return [{ reason: "first-file" }];
	const reasons: Reason[] = [];
	if (risk === "high" && files >= enoughFiles && medium + high === 0)
		reasons.push({ reason: "first-private-file", files });
	const [first] = send.files;
	if (first !== undefined && files >= enoughFiles && shareOf("kind", contact, moment) < unusual) {
		reasons.push({ reason: "unusual-kind", kind: first.kind });
	}
	return reasons;
}

function shareOf(name: "kind" | "hour", contact: ContactRecord, { marks }: Moment): number {
	const trait = marks.traits.find((one) => one.name === name);
	const all = Object.entries(contact.traits).filter(([key]) => key.startsWith(`${name} `));
	const total = all.reduce((sum, [, count]) => sum + count, 0);
	return trait === undefined || total === 0 ? 1 : (contact.traits[`${name} ${trait.value}`] ?? 0) / total;
}

const longTime = 90;
const enoughSends = 20;

function longAgo(contact: ContactRecord, { moment }: Facts): Reason[] {
	const days = Math.floor((moment.now - contact.last) / day);
	const reasons: Reason[] = days >= longTime ? [{ reason: "long-ago", days }] : [];
	if (contact.sends >= enoughSends && shareOf("hour", contact, moment) < unusual / 2)
		reasons.push({ reason: "unusual-hour" });
	return reasons;
}

/** Open recipients that are more than a mail to people who know each other has. */
const manyOpen = 10;
const manyMembers = 20;
const grownBy = 1.5;
const momentAgo = 10 * 60_000;

/** Facts about the send as a whole. */
export function factsAboutAll(targets: readonly Target[], facts: Facts): Reason[] {
	const { send, history, moment } = facts;
	const { kind, memberCount, recipients, security } = send.conversation;
	const risk = worstRisk(send);
	const isPrivate = risk === "medium" || risk === "high";
	const reasons: Reason[] = [];
	if (send.changedFrom !== undefined) reasons.push({ reason: "changed-since-pick", from: send.changedFrom.title });
	const open = recipients.filter(({ field }) => field !== "bcc").length;
	if (kind === "email" && open >= manyOpen) {
		const strangers = targets.filter(({ key }) => !history.contacts.has(key)).length;
		reasons.push({ reason: "many-open-recipients", count: open, strangers });
	}
	if (isPrivate && security === "text-message") reasons.push({ reason: "carriers-can-read" });
	const [only] = targets;
	const contact = only === undefined || targets.length > 1 ? undefined : history.contacts.get(only.key);
	const isOpen = kind === "channel" || kind === "broadcast" || (kind === "group" && (memberCount ?? 0) >= manyMembers);
	if (isPrivate && isOpen)
		reasons.push({ reason: "many-readers", kind, ...(memberCount === undefined ? {} : { members: memberCount }) });
	if (contact?.members !== undefined && memberCount !== undefined && memberCount >= grownBy * contact.members) {
		reasons.push({ reason: "grown", members: memberCount, before: contact.members });
	}
	return [...reasons, ...missing(targets, history), ...justSent(targets, history, moment)];
}

const usuallyTogether = 0.9;
const fewestTogether = 5;

/** Whoever was addressed along with nearly every send to all of those who are known, and is not now. */
function missing(targets: readonly Target[], { contacts }: History): Reason[] {
	const here = new Set(targets.map(({ key }) => key));
	const known = targets.flatMap(({ key }) => contacts.get(key) ?? []);
	if (known.length < 2) return [];
	const [first, ...rest] = known;
	const usual = [...(first?.together ?? [])].filter(([key]) => {
		if (here.has(key)) return false;
		return [first, ...rest].every((one) => {
			const times = one?.together.get(key) ?? 0;
			return one !== undefined && times >= fewestTogether && times >= usuallyTogether * (one.sends - one.alone);
		});
	});
	const names = usual.flatMap(([key]) => contacts.get(key)?.names[0] ?? []);
	return names.length === 0 ? [] : [{ reason: "missing", names }];
}

/** The same files went to somebody else a moment ago. */
function justSent(targets: readonly Target[], history: History, { marks, now }: Moment): Reason[] {
	const { previous } = history.account;
	const before = previous === undefined ? undefined : history.contacts.get(previous);
	const [latest] = before?.lately ?? [];
	if (before === undefined || latest === undefined || marks.files.length === 0) return [];
	if (targets.some(({ key }) => key === previous) || now - latest.time > momentAgo) return [];
	const isSame = marks.files.every((file) => latest.files?.includes(file));
	const [other = ""] = before.names;
	return isSame ? [{ reason: "just-sent-to-other", other }] : [];
}
