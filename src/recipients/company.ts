// One recipient too many: who of several does not belong with the others? (after Carvalho & Cohen 2007)
import type { Choice } from "./choice";
import { companyWeights } from "./coefficients";
import { compareNames, type NameLikeness } from "./compare-names";
import type { ContactRecord, History } from "./history";
import { fadedByDays, fadedByMessages } from "./record";
import type { Target } from "./send";

export const companyNames = [
	"start",
	"by 20 messages",
	"by 7 days",
	"by 30 days",
	"sends",
	"alone",
	"chance",
	"seen together, mean",
	"seen together, most",
	"never seen together",
	"the others together",
	"overlap with one of them",
	"namesake of one of them",
	"size",
] as const;

/** In a mail to more than these, their names are not compared with each other: it takes time, and tells nothing. */
const mostCompared = 50;

/**
 * For each of several who are known the chance, 0 to 1, that it is the one who was not meant; together at most 1.
 * Whoever is new is left out: with whom they go along, and who goes along with them, says nothing yet.
 */
export function strangersInCompany(
	company: readonly Acquaintance[],
	choice: Choice,
	history: History,
	now: number,
): number[] {
	const powers = companySignals(company, choice, history, now).map((signals) => {
		const sum = signals.reduce((all, signal, at) => all + signal * (companyWeights[at]?.[1] ?? 0), 0);
		return Math.exp(Math.min(sum, 30));
	});
	const total = powers.reduce((sum, power) => sum + power, 1);
	return powers.map((power) => power / total);
}

export type Acquaintance = { target: Target; contact: ContactRecord };

/** Those of the targets who are known. */
export function acquaintances(targets: readonly Target[], { contacts }: History): Acquaintance[] {
	return targets.flatMap((target) => {
		const contact = contacts.get(target.key);
		return contact === undefined ? [] : [{ target, contact }];
	});
}

export function companySignals(
	company: readonly Acquaintance[],
	choice: Choice,
	history: History,
	now: number,
): number[][] {
	const chances = new Map(choice.candidates.map(({ contact, chance }) => [contact.key, chance]));
	const bonds = company.map((one) => company.map((other) => (one === other ? 0 : bond(one.contact, other.contact))));
	const sums = bonds.map(sumOf);
	const all = sumOf(sums);
	const others = Math.max(1, company.length - 1);
	return company.map(({ target, contact }, at) => {
		const [own = [], sum = 0] = [bonds[at], sums[at]];
		const [, messages = 0] = fadedByMessages(contact, history.account.sends + 1);
		const [, week = 0, month = 0] = fadedByDays(contact, now);
		const likeness = likenessWithin(company, target);
		return [
			1,
			Math.log(messages + 0.02),
			Math.log(week + 0.02),
			Math.log(month + 0.02),
			Math.log(contact.sends + 1),
			Math.log(contact.alone + 0.1),
			Math.log((chances.get(contact.key) ?? choice.newcomer) + 1e-4),
			Math.log(sum / others + 0.02),
			Math.log(Math.max(0, ...own) + 0.02),
			own.filter((value, other) => other !== at && value === 0).length / others,
			Math.log((all - 2 * sum) / (others * others) + 0.02),
			Math.max(0, ...likeness.map(({ overlap }) => overlap)),
			likeness.some(({ shares }) => shares) ? 1 : 0,
			Math.log(company.length),
		];
	});
}

function likenessWithin(company: readonly Acquaintance[], target: Target): NameLikeness[] {
	if (company.length > mostCompared) return [];
	return company
		.filter((other) => other.target !== target)
		.map(({ target: { name } }) => compareNames(target.name, name));
}

/** In what share of the sends to the rarer of the two both were addressed. */
function bond(one: ContactRecord, other: ContactRecord): number {
	return (
		Math.max(one.together.get(other.key) ?? 0, other.together.get(one.key) ?? 0) / Math.min(one.sends, other.sends)
	);
}

function sumOf(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}
