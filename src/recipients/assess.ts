// How odd is this recipient, and why? Pure: the same send, memory and time give the same answer, and change nothing.
import type { RecipientRisk } from "../core/policy";
import { choose, type Moment, momentOf } from "./choice";
import { thresholds } from "./coefficients";
import { acquaintances, strangersInCompany } from "./company";
import { type Facts, factsAbout, factsAboutAll, factsOf } from "./facts";
import type { History } from "./history";
import { alarmShift } from "./learning";
import { isDoubtful, mostTellingFirst, type Reason, weightOf } from "./reasons";
import { type Send, type Target, targetsOf } from "./send";
import { type Circumstances, circumstances, slipOdds, storyOdds } from "./stories";

export type RecipientAssessment = {
	target: Target;
	/** 0 to 1; ½ is where an alarm begins. */
	score: number;
	reasons: readonly Reason[];
};

export type Assessment = {
	/** Whom an alarm is about; nobody in notes to oneself. */
	oddest?: Target;
	/** That one's, and what is odd about the send as a whole. */
	score: number;
	risk: RecipientRisk;
	/** The engine's own choice to interrupt, before anything is known of the file (see `core/policy.ts`). */
	ask: boolean;
	/** The most telling first. */
	reasons: readonly Reason[];
	recipients: readonly RecipientAssessment[];
};

/** `now` in ms since 1970. */
export function assess(send: Send, history: History, now: number): Assessment {
	const targets = targetsOf(send.conversation);
	if (send.conversation.isSelf) {
		const recipients = targets.map((target) => ({ target, score: 0, reasons: [] }));
		return { score: 0, risk: "usual", ask: false, reasons: [], recipients };
	}
	const moment = momentOf(send, history, now);
	const choice = choose(moment, targets);
	const facts = factsOf(send, targets, moment, choice);
	const odds = targets.length > 1 ? oddsInCompany(targets, facts) : targets.map((target) => oddsAlone(target, facts));
	const about = factsAboutAll(targets, facts);
	const recipients = odds.map(({ target, value, reasons }) => ({
		target,
		score: logistic(value),
		reasons: mostTellingFirst(reasons),
	}));
	const oddestFirst = odds.toSorted((a, b) => b.value - a.value);
	const [oddest] = oddestFirst;
	const highest = (oddest?.value ?? Number.NEGATIVE_INFINITY) + weightOf(about);
	const shift = alarmShift(history.account.answers);
	const unsure = shift + unsureFrom(targets);
	const isInDoubt = (given: readonly Reason[]) => given.some((one) => isDoubtful(one, send.conversation.kind));
	// What there is to say of those who are as usual would only hide what there is to say of the others.
	const worthALook = oddestFirst.filter(({ value, reasons }, at) => at === 0 || value > unsure || isInDoubt(reasons));
	const reasons = mostTellingFirst([...about, ...worthALook.flatMap((one) => one.reasons)]);
	const isUnsure = highest > unsure || isInDoubt(reasons);
	return {
		...(oddest && { oddest: oddest.target }),
		score: logistic(highest),
		risk: highest > shift ? "odd" : isUnsure ? "unsure" : "usual",
		ask: highest > shift,
		reasons,
		recipients,
	};
}

/** Log odds, 0 where an alarm begins. */
type Odds = { target: Target; value: number; reasons: readonly Reason[] };

function oddsAlone(target: Target, facts: Facts): Odds {
	const found = circumstances(target, facts.choice, facts.history);
	const reasons = factsAbout(target, found, facts);
	return { target, value: aloneOdds(found) + weightOf(reasons) - trust(target, facts.moment, reasons), reasons };
}

function aloneOdds({ signals }: Circumstances): number {
	return slipOdds(storyOdds(signals)) - thresholds.ask;
}

/** In a mail to more than these, each is compared with no more than so many of those who are not addressed. */
const mostInDetail = 50;

function oddsInCompany(targets: readonly Target[], facts: Facts): Odds[] {
	const { choice, history, moment } = facts;
	const company = acquaintances(targets, history);
	const chances = strangersInCompany(company, choice, history, moment.now);
	const inCompany = new Map(company.map(({ target }, at) => [target, chances[at] ?? 0]));
	const here = new Set(targets.map(({ key }) => key));
	const newcomers = targets.length - company.length;
	const own = new Map(choice.candidates.map((one) => [one.contact.key, one]));
	const outside = choice.candidates.filter(({ contact }) => !here.has(contact.key));
	const alternatives = targets.length > mostInDetail ? outside.slice(0, mostInDetail) : outside;
	return targets.map((target) => {
		// Whoever is addressed as well was not meant in this one's place.
		const known = own.get(target.key);
		const candidates = known === undefined ? alternatives : [known, ...alternatives];
		const inPlace = { candidates, newcomer: choice.newcomer };
		const found = circumstances(target, inPlace, history);
		const others = targets.filter((other) => other !== target);
		const reasons = factsAbout(target, found, { ...facts, choice: inPlace }, others);
		const value = oddsAmong(inCompany, newcomers, target, found);
		return { target, value: value + weightOf(reasons) - trust(target, moment, reasons), reasons };
	});
}

function oddsAmong(
	inCompany: ReadonlyMap<Target, number>,
	newcomers: number,
	target: Target,
	found: Circumstances,
): number {
	const chance = inCompany.get(target);
	if (chance === undefined) return asNewcomer(found, newcomers);
	// The only one who is known has no company.
	return inCompany.size === 1 ? aloneOdds(found) : logit(chance) - logit(thresholds.company);
}

/**
 * Log odds of somebody new among others, by itself: no alarm, and less than those who are known and do not fit. Where the name
 * would be an alarm by itself it takes a little more: a mail to several brings new names more often than a chat does.
 */
const newcomer = { alone: -4, amongOthers: 0.5 } as const;

/** Company is no evidence about somebody new. Of many who are new, one is like somebody by chance. */
function asNewcomer({ signals, lookAlike }: Circumstances, newcomers: number): number {
	const asNamesake = storyOdds(signals).stranger - thresholds.ask;
	if (lookAlike === undefined || asNamesake <= 0) return newcomer.alone;
	return asNamesake - newcomer.amongOthers - Math.log(newcomers);
}

/** Sends before habits mean anything, and what is held back until then. */
const coldStart = { sends: 15, calm: 4 } as const;
/** Each "right person" counts, the first three of them. */
const confirmation = { each: 1.5, most: 3 } as const;

/** What speaks against an alarm whatever the habits say: too few of them, or a person who said "right person" before. */
function trust(target: Target, { history }: Moment, reasons: readonly Reason[]): number {
	const confirmed = Math.min(confirmation.most, history.contacts.get(target.key)?.confirmed ?? 0);
	const isNamed = reasons.some(({ reason }) => reason === "greets-other" || reason === "look-alike-domain");
	const cold = isNamed ? 0 : Math.max(0, 1 - history.account.sends / coldStart.sends);
	return confirmed * confirmation.each + cold * coldStart.calm;
}

/** Where `unsure` begins, below an alarm. */
function unsureFrom(targets: readonly Target[]): number {
	return targets.length > 1
		? logit(thresholds.companyUnsure) - logit(thresholds.company)
		: thresholds.unsure - thresholds.ask;
}

function logit(chance: number): number {
	const inside = Math.min(1 - 1e-9, Math.max(1e-9, chance));
	return Math.log(inside / (1 - inside));
}

function logistic(odds: number): number {
	return 1 / (1 + Math.exp(-odds));
}
