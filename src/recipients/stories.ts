// Four stories in which a send goes wrong, each weighed against the one in which it is meant: a name taken for another,
// the chat that was still open, any other contact, and a stranger whose name is like that of somebody known.
import type { Candidate, Choice } from "./choice";
import { storyWeights } from "./coefficients";
import { compareNames, type Namesake } from "./compare-names";
import type { ContactRecord, History } from "./history";
import type { Target } from "./send";

export const stories = ["look-alike", "left-open", "any-other", "stranger"] as const;
export type Story = (typeof stories)[number];

/** Somebody else whom this person more probably meant. */
export type Alternative = Candidate & { how: Namesake; overlap: number };

export type Circumstances = {
	signals: readonly number[];
	/** The one most probably meant among those with a name like this one's, weighed by likeness. */
	lookAlike?: Alternative;
	/** The one most probably meant of all others. */
	likeliest?: Candidate;
	/** The chance that this very one is meant, under whichever of its accounts. */
	chance: number;
	/** Another account with the very same name, the one most used. */
	namesTwin?: ContactRecord;
};

export const circumstanceNames = [
	"chance",
	"chance of a known one",
	"chance, squared",
	"overlap of all others",
	"likeliest namesake of a stranger",
	"likeliest namesake of a known one",
	"stranger's overlap with the likeliest",
	"likeliest overlap of a stranger",
	"likeliest overlap of a known one",
	"namesakes of a stranger",
	"overlap if not this known one",
	"previous",
	"previous, chance",
	"previous, overlap",
	"known ones",
] as const;

/** How things stand with one target: the numbers that the stories are told from. */
export function circumstances(target: Target, choice: Choice, history: History): Circumstances {
	let [own, overlapAll, overlapSquared, namesake, likeliestOverlap, namesakes] = [0, 0, 0, 0, 0, 0];
	let isKnown = false;
	let lookAlike: Alternative | undefined;
	let likeliest: Alternative | undefined;
	let namesTwin: ContactRecord | undefined;
	let best = 0;
	for (const { contact, chance } of choice.candidates) {
		if (contact.key === target.key) {
			own += chance;
			isKnown = true;
			continue;
		}
		// A known person's new number bears the same name to the letter: that is no name taken for another.
		if (contact.names[0] === target.name) {
			own += chance;
			if (contact.sends > (namesTwin?.sends ?? 0)) namesTwin = contact;
			continue;
		}
		const { how, overlap, shares } = compareNames(contact.names[0] ?? "", target.name);
		overlapAll += chance * overlap;
		overlapSquared += chance * overlap * overlap;
		likeliestOverlap = Math.max(likeliestOverlap, chance * overlap);
		if (shares) {
			namesakes++;
			namesake = Math.max(namesake, chance);
		}
		const weight = chance * (shares ? 1 : how === "initials" ? 0.3 : 0);
		if (weight > best) [best, lookAlike] = [weight, { contact, chance, how, overlap }];
		if (chance > (likeliest?.chance ?? 0)) likeliest = { contact, chance, how, overlap };
	}
	const chance = isKnown ? own : own + choice.newcomer;
	const known = isKnown ? 1 : 0;
	const stranger = 1 - known;
	const previous = history.account.previous === target.key ? 1 : 0;
	const logChance = Math.log(chance + 1e-4);
	const logOverlap = Math.log(overlapSquared + 1e-3);
	return {
		chance,
		...(namesTwin === undefined ? {} : { namesTwin }),
		...(lookAlike === undefined ? {} : { lookAlike }),
		...(likeliest === undefined ? {} : { likeliest }),
		signals: [
			logChance,
			known * logChance,
			logChance * logChance,
			logOverlap,
			stranger * Math.log(namesake + 1e-3),
			known * Math.log(namesake + 1e-3),
			stranger * (likeliest?.overlap ?? 0),
			stranger * Math.log(likeliestOverlap + 1e-3),
			known * Math.log(likeliestOverlap + 1e-3),
			stranger * Math.log(1 + namesakes),
			known * Math.log(overlapAll / Math.max(1e-4, 1 - chance) + 0.01),
			previous,
			previous * logChance,
			previous * logOverlap,
			known * Math.log(Math.max(1, history.contacts.size)),
		],
	};
}

/** The log odds of each story against the send being meant. */
export function storyOdds(signals: readonly number[]): Record<Story, number> {
	const odds = (story: Story) => {
		const [start, ...weights] = storyWeights[story];
		return signals.reduce((sum, signal, at) => sum + signal * (weights[at] ?? 0), start);
	};
	return {
		"look-alike": odds("look-alike"),
		"left-open": odds("left-open"),
		"any-other": odds("any-other"),
		stranger: odds("stranger"),
	};
}

/** All stories together. */
export function slipOdds(odds: Record<Story, number>): number {
	const values = stories.map((story) => Math.min(odds[story], 30));
	const highest = Math.max(...values);
	return highest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - highest), 0));
}
