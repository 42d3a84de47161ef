// How odd is this recipient, and why? Pure: the same send, memory and time give the same answer, and change nothing.
import type { RecipientRisk } from "../core/policy";
import { choose, type Moment, momentOf } from "./choice";
import { thresholds } from "./coefficients";
import { strangersInCompany } from "./company";
import { type Facts, factsAbout, factsAboutAll } from "./facts";
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
	/** The oddest recipient's. */
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
	const facts: Facts = { send, history, moment, choice };
	const odds = targets.length > 1 ? oddsInCompany(targets, facts) : targets.map((target) => oddsAlone(target, facts));
	const about = factsAboutAll(targets, facts);
	const recipients = odds.map(({ target, value, reasons }) => ({
		target,
		score: logistic(value),
		reasons: mostTellingFirst(reasons),
	}));
	const highest = Math.max(Number.NEGATIVE_INFINITY, ...odds.map(({ value }) => value)) + weightOf(about);
	const shift = alarmShift(history.account.answers);
	const oddest = recipients.reduce<RecipientAssessment | undefined>(
		(top, one) => (top === undefined || one.score > top.score ? one : top),
		undefined,
	);
	const reasons = mostTellingFirst([...about, ...(oddest?.reasons ?? [])]);
	const isUnsure =
		highest > shift + unsureFrom(targets) || reasons.some((one) => isDoubtful(one, send.conversation.kind));
	return {
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
	const told = storyOdds(found.signals);
	const reasons = factsAbout(target, found, facts);
	const value = slipOdds(told) - thresholds.ask + weightOf(reasons) - trust(target, facts.moment, reasons);
	return { target, value, reasons };
}

function oddsInCompany(targets: readonly Target[], facts: Facts): Odds[] {
	const chances = strangersInCompany(targets, facts.choice, facts.history, facts.moment.now);
	return targets.map((target, at) => {
		const found = circumstances(target, facts.choice, facts.history);
		const others = targets.filter((other) => other !== target);
		const reasons = factsAbout(target, found, facts, others);
		const inCompany = logit(chances[at] ?? 0) - logit(thresholds.company);
		const odds = Math.max(inCompany, asStranger(target, found, facts));
		const value = odds + weightOf(reasons) - trust(target, facts.moment, reasons);
		return { target, value, reasons };
	});
}

/** Company is no evidence about somebody new: where the name would be an alarm by itself, it is one here. */
function asStranger(target: Target, { signals, lookAlike }: Circumstances, { history, send }: Facts): number {
	const here = targetsOf(send.conversation).map(({ key }) => key);
	const isNew = !history.contacts.has(target.key);
	const isInPlace = lookAlike !== undefined && !here.includes(lookAlike.contact.key);
	const odds = storyOdds(signals).stranger - thresholds.ask;
	return isNew && isInPlace && odds > 0 ? odds : Number.NEGATIVE_INFINITY;
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
