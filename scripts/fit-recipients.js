// Fits src/recipients/coefficients.ts: `node scripts/fit-recipients.js TRAFFIC.tsv [--write]`.
// Reports what each kind of slip would have been caught at, across people: whoever is judged was not fitted on.
import { writeFileSync } from "node:fs";
import { runnerImport } from "vite";
import { fitChoice, fitClasses } from "./recipients/fitting.js";
import {
	everybodyIn,
	kinds,
	leakOf,
	randomNumbers,
	readTraffic,
	sendTo,
	slipsOf,
	warmUp,
} from "./recipients/traffic.js";

const [file, ...options] = process.argv.slice(2);
if (file === undefined) {
	console.error("usage: node scripts/fit-recipients.js TRAFFIC.tsv [--write]");
	process.exit(2);
}
const load = async (path) => (await runnerImport(path)).module;
const { choose, contactSignals, momentOf, newcomerSignals, signalNames } = await load("/src/recipients/choice.ts");
const { circumstanceNames, circumstances, stories } = await load("/src/recipients/stories.ts");
const { acquaintances, companyNames, companySignals } = await load("/src/recipients/company.ts");
const { changed, emptyHistory } = await load("/src/recipients/history.ts");
const { record } = await load("/src/recipients/record.ts");
const { targetsOf } = await load("/src/recipients/send.ts");

/** Recall at 1 % and 5 % alarms that each kind must reach; the balance between the kinds is struck by these. */
const bars = { name: [30, 60], adjacent: [3, 20], random: [25, 50], stranger: [80, 95] };
const folds = 5;
/** Share of good sends that may be interrupted, below the promised 1 % so that other people's keep it too. */
const askRate = 0.005;
const unsureRate = 0.03;
const drawsPerSend = 2;

const people = [...readTraffic(file).values()];
const everybody = everybodyIn(readTraffic(file));
const random = randomNumbers(11);
const foldOf = shuffled(people.map((_, at) => at % folds));
const singles = [];
const groups = [];
for (const [person, messages] of people.entries()) replay(messages, foldOf[person]);
console.log(`${people.length} people, ${singles.length} sends to one, ${groups.length} to several`);

const judged = { good: [], ...Object.fromEntries(kinds.map((kind) => [kind, []])) };
const asked = { good: [], ...Object.fromEntries(kinds.map((kind) => [kind, []])) };
let leaksFound = 0;
let leaks = 0;
for (let fold = 0; fold < folds; fold++) {
	const model = fitted(
		singles.filter((event) => event.fold !== fold),
		groups.filter((event) => event.fold !== fold),
	);
	for (const event of singles.filter((one) => one.fold === fold)) {
		for (const [kind, score] of scoresOf(event, model)) {
			judged[kind].push(score);
			asked[kind].push(score > model.thresholds.ask ? 1 : 0);
		}
	}
	for (const event of groups.filter((one) => one.fold === fold && one.isLate)) {
		leaks++;
		if (likeliest(companyRows(event, model, event.withLeak), model.company) === event.withLeak.leak) leaksFound++;
	}
}
console.log("across people, recall in % at 0.5 / 1 / 5 % alarms:", JSON.stringify(recalls(judged)));
console.log(
	"asked, in %:",
	JSON.stringify(Object.fromEntries(Object.entries(asked).map(([kind, all]) => [kind, percent(mean(all))]))),
);
console.log(`leaked recipient found: ${percent(leaksFound / leaks)} % of ${leaks}`);

const final = fitted(singles, groups);
console.log("fitted on all:", JSON.stringify(recalls(scoresOfAll(singles, final))));
if (options.includes("--write")) {
	writeFileSync("src/recipients/coefficients.ts", inTypeScript(final));
	console.log("written: src/recipients/coefficients.ts; now npx biome format --write src/recipients/coefficients.ts");
}

function replay(messages, fold) {
	let history = emptyHistory([1, 2]);
	const known = new Set();
	let single = 0;
	let previous;
	for (const [at, { now, to, text }] of messages.entries()) {
		const moment = momentOf(sendTo(to, text), history, now);
		if (to.length === 1 && ++single > warmUp) {
			const slips = Array.from({ length: drawsPerSend }, () =>
				slipsOf(to[0], known, everybody, previous, random),
			).flat();
			singles.push({
				fold,
				...candidatesOf(moment, []),
				previous: history.account.previous,
				size: history.contacts.size,
				right: to[0],
				slips,
			});
		}
		if (to.length > 1 && known.size > 5) {
			const leak = leakOf(to, known, random);
			if (leak !== undefined) {
				const all = shuffled([...to, leak]);
				const both = candidatesOf(moment, all);
				groups.push({
					fold,
					...both,
					isLate: at > messages.length * 0.8,
					clean: companyOf(to, history, now),
					withLeak: companyOf(all, history, now, leak),
				});
			}
		}
		if (to.length === 1) previous = to[0];
		history = changed(history, record(history, sendTo(to, text), now));
		for (const name of to) known.add(name);
	}
}

function targets(names) {
	return targetsOf(sendTo(names, "").conversation);
}

/** Those who are known, and of the history no more than that: events must not keep every version of every record. */
function companyOf(names, history, now, leak) {
	const company = acquaintances(targets(names), history);
	const { sends } = history.account;
	return {
		company,
		leak: company.findIndex(({ target }) => target.name === leak),
		now,
		history: { account: { sends } },
	};
}

function candidatesOf(moment, addressed) {
	const { candidates } = choose(moment, targets(addressed));
	return {
		contacts: candidates.map(({ contact: { key, names } }) => ({ key, names })),
		rows: [
			...candidates.map(({ contact }) => [
				...contactSignals(contact, moment),
				...Array(signalNames.length - signalNames.indexOf("newcomer")).fill(0),
			]),
			newcomerSignals(moment),
		],
	};
}

function fitted(events, companies) {
	const choice = fitChoice(
		events.map(({ rows, contacts, right }) => {
			const at = contacts.findIndex(({ names }) => names[0] === right);
			return { rows, chosen: at < 0 ? contacts.length : at };
		}),
	);
	const examples = events.flatMap((event) =>
		signalsOf(event, { choice }).map(([kind, row]) => ({
			row,
			label: kinds.indexOf(kind) + 1,
			weight: kind === "good" ? 3 : 1 / drawsPerSend,
		})),
	);
	const raw = fitClasses(examples, kinds.length + 1);
	const model = { choice, stories: balanced(raw, examples) };
	model.company = fitChoice(
		companies.flatMap((event) => [
			{ rows: companyRows(event, model, event.clean), chosen: -1, weight: 1 },
			{ rows: companyRows(event, model, event.withLeak), chosen: event.withLeak.leak, weight: 1 },
		]),
		{ outside: true },
	);
	const good = scoresOfAll(events, model).good.sort((a, b) => a - b);
	const clean = companies
		.map((event) => Math.max(...strangeness(companyRows(event, model, event.clean), model.company)))
		.sort((a, b) => a - b);
	model.thresholds = {
		ask: quantile(good, 1 - askRate),
		unsure: quantile(good, 1 - unsureRate),
		company: quantile(clean, 1 - askRate),
		companyUnsure: quantile(clean, 1 - unsureRate),
	};
	return model;
}

function choiceOf({ rows, contacts }, weights) {
	const values = rows.map((row) => row.reduce((sum, value, k) => sum + value * weights[k], 0));
	const highest = Math.max(...values);
	const powers = values.map((value) => Math.exp(value - highest));
	const total = powers.reduce((sum, power) => sum + power, 0);
	return {
		candidates: contacts.map((contact, at) => ({ contact, chance: powers[at] / total })),
		newcomer: powers.at(-1) / total,
	};
}

function signalsOf(event, model) {
	const choice = choiceOf(event, model.choice);
	const history = { account: { previous: event.previous }, contacts: { size: event.size } };
	return [["good", event.right], ...event.slips].map(([kind, name]) => {
		const [target] = targets([name]);
		return [kind, circumstances(target, choice, history).signals];
	});
}

function scoresOf(event, model) {
	return signalsOf(event, model).map(([kind, row]) => [kind, scoreOf(row, model.stories)]);
}

function scoresOfAll(events, model) {
	const scores = { good: [], ...Object.fromEntries(kinds.map((kind) => [kind, []])) };
	for (const event of events) for (const [kind, score] of scoresOf(event, model)) scores[kind].push(score);
	return scores;
}

function logOdds(row, [start, ...weights]) {
	return row.reduce((sum, value, k) => sum + value * weights[k], start);
}

function scoreOf(row, told) {
	return Math.log(told.reduce((sum, story) => sum + Math.exp(Math.min(logOdds(row, story), 30)), 0));
}

/** The stories weighed against each other (a shift and a stretch for each) so that every kind clears its bars alike. */
function balanced(raw, examples) {
	const odds = examples.map(({ row }) => raw.map((story) => logOdds(row, story)));
	const margin = (shifts) => {
		const scores = { good: [], ...Object.fromEntries(kinds.map((kind) => [kind, []])) };
		for (const [at, values] of odds.entries()) {
			const score = Math.log(
				values.reduce((sum, value, k) => sum + Math.exp(Math.min(shifts[k] + Math.exp(shifts[k + 4]) * value, 30)), 0),
			);
			scores[["good", ...kinds][examples[at].label]].push(score);
		}
		const recall = recalls(scores);
		return Math.min(
			...kinds.flatMap((kind) =>
				bars[kind].map((bar, at) => (recall[kind][at + 1] - bar) / Math.sqrt(bar * (100 - bar))),
			),
		);
	};
	const numbers = randomNumbers(5);
	const normal = () => Math.sqrt(-2 * Math.log(numbers() + 1e-9)) * Math.cos(2 * Math.PI * numbers());
	let best = [0, 1.5, 1.7, 2.6, 0, 0, 0, -0.3];
	let most = margin(best);
	for (let step = 0, width = 0.4; step < 250; step++, width *= 0.993) {
		const tried = best.map((value) => (numbers() < 0.5 ? value + width * normal() : value));
		const reached = margin(tried);
		if (reached > most) [best, most] = [tried, reached];
	}
	return raw.map(([start, ...weights], k) => {
		const stretch = Math.exp(best[k + 4]);
		return [best[k] + stretch * start, ...weights.map((weight) => weight * stretch)];
	});
}

function companyRows(event, model, { company, history, now }) {
	return companySignals(company, choiceOf(event, model.choice), history, now);
}

function strangeness(rows, weights) {
	const powers = rows.map((row) => Math.exp(row.reduce((sum, value, k) => sum + value * weights[k], 0)));
	const total = powers.reduce((sum, power) => sum + power, 1);
	return powers.map((power) => power / total);
}

function likeliest(rows, weights) {
	const chances = strangeness(rows, weights);
	return chances.indexOf(Math.max(...chances));
}

function recalls(scores) {
	const good = scores.good.toSorted((a, b) => a - b);
	return Object.fromEntries(
		kinds.map((kind) => [
			kind,
			[0.005, 0.01, 0.05].map((rate) => {
				const limit = quantile(good, 1 - rate);
				return percent(scores[kind].filter((score) => score > limit).length / scores[kind].length);
			}),
		]),
	);
}

function quantile(sorted, share) {
	return sorted[Math.ceil(share * sorted.length) - 1];
}

function mean(values) {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(share) {
	return Math.round(share * 1000) / 10;
}

function shuffled(list) {
	const all = [...list];
	for (let at = all.length - 1; at > 0; at--) {
		const other = Math.floor(random() * (at + 1));
		[all[at], all[other]] = [all[other], all[at]];
	}
	return all;
}

function inTypeScript({ choice, stories: told, company, thresholds }) {
	const short = (value) => Number(value.toPrecision(4));
	const rows = (names, weights) =>
		names.map((name, at) => `\t[${JSON.stringify(name)}, ${short(weights[at])}],`).join("\n");
	return `// Written by scripts/fit-recipients.js from recorded traffic: do not edit by hand.

/** Weights of the signals in \`choice.ts\`, in their order. */
export const choiceWeights: readonly (readonly [string, number])[] = [
${rows(signalNames, choice)}
];

/** For each story where it starts, then weights of: ${circumstanceNames.join("; ")}. */
export const storyWeights = {
${stories.map((story, at) => `\t${JSON.stringify(story)}: [${told[at].map(short).join(", ")}],`).join("\n")}
} satisfies Record<string, readonly [number, ...number[]]>;

/** Weights of the signals in \`company.ts\`, in their order. */
export const companyWeights: readonly (readonly [string, number])[] = [
${rows(companyNames, company)}
];

/** Log odds above which ${askRate * 100} % (\`ask\`) and ${unsureRate * 100} % (\`unsure\`) of good sends lie; for several recipients, chances. */
export const thresholds = { ask: ${short(thresholds.ask)}, unsure: ${short(thresholds.unsure)}, company: ${short(thresholds.company)}, companyUnsure: ${short(thresholds.companyUnsure)} } as const;
`;
}
