// Whom would this person be writing to now? A choice among everybody they know and somebody new:
// a conditional logit (McFadden 1974) over plain signals. Being unlikely is not yet being wrong: `stories.ts` weighs that.
import { daysBetween, timeIn } from "./clock";
import { choiceWeights } from "./coefficients";
import { type Hints, hintsOf, pointsAt } from "./hints";
import type { ContactRecord, History } from "./history";
import { fadedByDays, fadedByMessages } from "./record";
import type { Send, Target } from "./send";
import { type TextMarks, type TraitName, textMarks } from "./text-marks";

/** All that is the same for every candidate of one assessment. */
export type Moment = {
	history: History;
	now: number;
	marks: TextMarks;
	hints: Hints;
	/** Share of the text's words never used before. */
	unseen: number;
	/** Those that were: counted everywhere, so often with anybody. */
	seen: readonly { word: number; everywhere: number; expected: number }[];
	/** How rare each word is: log of one over its share; and all of them together. */
	rarity: ReadonlyMap<number, number>;
	allRarity: number;
	/** For each trait of the send how common it is with everybody. */
	usual: ReadonlyMap<TraitName, { key: string; share: number }>;
};

export function momentOf(send: Send, history: History, now: number): Moment {
	const { account } = history;
	const marks = textMarks(send, now, account.key);
	const seen = marks.words.flatMap((word) => {
		const everywhere = account.words.get(word);
		return everywhere === undefined ? [] : [{ word, everywhere, expected: (everywhere + 0.5) / (account.sends + 1) }];
	});
	const rarity = new Map(
		marks.words.map((word) => [word, Math.log((account.sends + 1) / ((account.words.get(word) ?? 0) + 0.5))]),
	);
	return {
		history,
		now: timeIn(history, now),
		marks,
		hints: hintsOf(send),
		unseen: marks.words.length === 0 ? 0 : 1 - seen.length / marks.words.length,
		seen,
		rarity,
		allRarity: marks.words.reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0),
		usual: new Map(
			marks.traits.map(({ name, value }) => {
				const key = `${name} ${value}`;
				return [name, { key, share: ((account.traits[key] ?? 0) + 0.5) / (account.sends + 1.5) }];
			}),
		),
	};
}

export type Candidate = { contact: ContactRecord; chance: number };

export type Choice = {
	/** Every contact that has a chance worth counting, and everybody addressed; the most probable first. */
	candidates: readonly Candidate[];
	/** The chance that it is somebody new. */
	newcomer: number;
};

export function choose(moment: Moment, targets: readonly Target[]): Choice {
	const { account, contacts } = moment.history;
	// Who is neither recent nor frequent has no chance that would show in the result, only a cost.
	const keys = new Set([...targets.map(({ key }) => key), ...account.recent, ...account.frequent]);
	const known = [...keys].flatMap((key) => contacts.get(key) ?? []);
	const utilities = known.map((contact) => utility(contact, moment));
	const newcomer = weighed(newcomerSignals(moment));
	const highest = Math.max(newcomer, ...utilities);
	const powers = utilities.map((value) => Math.exp(value - highest));
	const newPower = Math.exp(newcomer - highest);
	const total = powers.reduce((sum, power) => sum + power, newPower);
	return {
		candidates: known
			.map((contact, at) => ({ contact, chance: (powers[at] ?? 0) / total }))
			.sort((a, b) => b.chance - a.chance),
		newcomer: newPower / total,
	};
}

function utility(contact: ContactRecord, moment: Moment): number {
	return weighed(contactSignals(contact, moment)) + pointsAt(moment.hints, contact) + kindFit(contact, moment);
}

function weighed(signals: Signals): number {
	let sum = 0;
	for (let at = 0; at < signals.length; at++) sum += (signals[at] ?? 0) * (weights[at] ?? 0);
	return sum;
}

const weights = choiceWeights.map(([, weight]) => weight);

export type Signals = readonly number[];

/** In the order of `contactSignals`, then of `newcomerSignals`; the fitted table has one weight for each. */
export const signalNames = [
	"by 6 messages",
	"by 20 messages",
	"by 60 messages",
	"by 1 day",
	"by 7 days",
	"by 30 days",
	"alone",
	"thread",
	"fresh thread",
	"strongest word",
	"words together",
	"own word",
	"nearest message",
	"new words to a much used",
	"previous",
	"prefix",
	"emptiness",
	"case",
	"hour",
	"empty after a while",
	"reply to who is replied to",
	"reply in a fresh thread",
	"newcomer",
	"newcomers lately",
	"newcomer, new words",
	"newcomer, known thread",
	"newcomer, sends so far",
] as const;

const floor = 0.02;
const logFloor = Math.log(floor);

export function contactSignals(contact: ContactRecord, moment: Moment): Signals {
	const { history, now, marks, unseen } = moment;
	const { account } = history;
	const days = daysBetween(contact.last, now);
	const thread = marks.thread === undefined ? undefined : contact.threads.get(marks.thread);
	const fresh = thread === undefined ? 0 : Math.exp(-daysBetween(thread, now) / 14);
	const words = wordSignals(contact, moment);
	const replies = contact.traits["prefix reply"] ?? 0;
	return [
		...fadedByMessages(contact, account.sends + 1).map((count) => Math.log(count + floor) - logFloor),
		...fadedByDays(contact, now).map((count) => Math.log(count + floor) - logFloor),
		Math.log(contact.alone * 10 + 1),
		thread === undefined ? 0 : 1,
		fresh,
		words.strongest,
		words.together,
		words.own,
		words.areKnown ? nearestMessage(contact, moment) : 0,
		unseen * Math.log(contact.sends + 1),
		account.previous === contact.key ? 1 : 0,
		affinity("prefix", contact, moment),
		affinity("emptiness", contact, moment),
		affinity("case", contact, moment),
		affinity("hour", contact, moment),
		marks.isEmpty ? Math.log(days + floor) : 0,
		marks.isReply ? Math.log((replies + 0.5) / (contact.weight + 1)) : 0,
		marks.isReply ? fresh : 0,
	];
}

export function newcomerSignals({ history, marks, unseen }: Moment): Signals {
	const { account } = history;
	const isKnownThread = marks.thread !== undefined && account.threads.has(marks.thread);
	const forContacts = signalNames.slice(0, signalNames.indexOf("newcomer")).map(() => 0);
	return [
		...forContacts,
		1,
		Math.log(account.newcomers + floor),
		unseen,
		isKnownThread ? 1 : 0,
		Math.log(account.sends + 1),
	];
}

function wordSignals(contact: ContactRecord, { history, seen, now }: Moment) {
	const { account } = history;
	const share = contact.sends / Math.max(1, account.sends);
	// Of ratios, whose logarithms are taken once at the end: this runs for some five hundred contacts.
	let [strongest, together, own] = [1, 1, 0];
	let areKnown = false;
	for (const { word, everywhere, expected } of seen) {
		const here = contact.words.get(word);
		const weight = here?.weight ?? 0;
		if (here !== undefined) areKnown = true;
		const withThis = (weight + (2 * everywhere) / account.sends) / (contact.sends + 2);
		strongest = Math.max(strongest, withThis / expected);
		const faded = here === undefined ? 0 : weight * 2 ** (-daysBetween(here.last, now) / 60);
		together *= (faded + 0.1 * share) / (everywhere * share + 0.1);
		own = Math.max(own, weight / (everywhere + 1));
	}
	return { strongest: Math.log(strongest), together: Math.max(-8, Math.min(8, Math.log(together))), own, areKnown };
}

/** How much of what this text says one of the last messages said too, rare words first, fading over months. */
function nearestMessage(contact: ContactRecord, { rarity, allRarity, now }: Moment): number {
	if (allRarity <= 0) return 0;
	let nearest = 0;
	for (const { words, time } of contact.lately) {
		let common = 0;
		for (const word of words) common += rarity.get(word) ?? 0;
		if (common > 0) nearest = Math.max(nearest, (common / allRarity) * 2 ** (-daysBetween(time, now) / 30));
	}
	return nearest;
}

/** Log of how much commoner this way of sending is here than anywhere. */
function affinity(name: TraitName, contact: ContactRecord, { usual }: Moment): number {
	const trait = usual.get(name);
	if (trait === undefined) return 0;
	const here = ((contact.traits[trait.key] ?? 0) + 2 * trait.share) / (contact.weight + 2);
	return Math.log(here / trait.share);
}

/** Mail subjects have no files: this weight is set by hand, at about what the prefix of a subject weighs. */
const kindWeight = 0.4;

function kindFit(contact: ContactRecord, moment: Moment): number {
	return kindWeight * affinity("kind", contact, moment);
}
