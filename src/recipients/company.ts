// One recipient too many: who of several does not belong with the others? (after Carvalho & Cohen 2007)
import type { Choice } from "./choice";
import { companyWeights } from "./coefficients";
import { compareNames } from "./compare-names";
import type { History } from "./history";
import { fadedByDays, fadedByMessages } from "./record";
import type { Target } from "./send";

export const companyNames = [
	"start",
	"newcomer",
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
	"newcomer's namesake elsewhere",
	"size",
] as const;

/** For each target the chance, 0 to 1, that it is the one who was not meant; together at most 1. */
export function strangersInCompany(
	targets: readonly Target[],
	choice: Choice,
	history: History,
	now: number,
): number[] {
	const powers = companySignals(targets, choice, history, now).map((signals) => {
		const sum = signals.reduce((all, signal, at) => all + signal * (companyWeights[at]?.[1] ?? 0), 0);
		return Math.exp(Math.min(sum, 30));
	});
	const total = powers.reduce((sum, power) => sum + power, 1);
	return powers.map((power) => power / total);
}

export function companySignals(targets: readonly Target[], choice: Choice, history: History, now: number): number[][] {
	const chances = new Map(choice.candidates.map(({ contact, chance }) => [contact.key, chance]));
	const bonds = targets.map((target) => targets.map((other) => (other === target ? 0 : bond(target, other, history))));
	return targets.map((target, at) => {
		const contact = history.contacts.get(target.key);
		const others = targets.filter((other) => other !== target);
		const own = (bonds[at] ?? []).filter((_, index) => index !== at);
		const theirs = others.flatMap((_, index) =>
			(bonds[index < at ? index : index + 1] ?? []).filter((__, other) => other !== at),
		);
		const likeness = others.map((other) => compareNames(target.name, other.name));
		const [, messages = 0] = contact === undefined ? [] : fadedByMessages(contact, history.account.sends + 1);
		const [, week = 0, month = 0] = contact === undefined ? [] : fadedByDays(contact, now);
		return [
			1,
			contact === undefined ? 1 : 0,
			Math.log(messages + 0.02),
			Math.log(week + 0.02),
			Math.log(month + 0.02),
			Math.log((contact?.sends ?? 0) + 1),
			Math.log((contact?.alone ?? 0) + 0.1),
			Math.log((chances.get(target.key) ?? choice.newcomer) + 1e-4),
			Math.log(mean(own) + 0.02),
			Math.log(Math.max(0, ...own) + 0.02),
			own.filter((value) => value === 0).length / Math.max(1, own.length),
			Math.log(mean(theirs) + 0.02),
			Math.max(0, ...likeness.map(({ overlap }) => overlap)),
			likeness.some(({ shares }) => shares) ? 1 : 0,
			contact === undefined ? elsewhere(target, targets, choice) : 0,
			Math.log(targets.length),
		];
	});
}

/** In what share of the sends to the rarer of the two both were addressed. */
function bond(one: Target, other: Target, { contacts }: History): number {
	const [a, b] = [contacts.get(one.key), contacts.get(other.key)];
	if (a === undefined || b === undefined) return 0;
	return Math.max(a.together.get(other.key) ?? 0, b.together.get(one.key) ?? 0) / Math.min(a.sends, b.sends);
}

/** The chance of those outside whose name a newcomer shares. */
function elsewhere(target: Target, targets: readonly Target[], { candidates }: Choice): number {
	const here = new Set(targets.map(({ key }) => key));
	return candidates
		.filter(({ contact }) => !here.has(contact.key) && compareNames(contact.names[0] ?? "", target.name).shares)
		.reduce((sum, { chance }) => sum + chance, 0);
}

function mean(values: readonly number[]): number {
	return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
