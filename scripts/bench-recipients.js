// What the recipient check catches and how often it is wrong, on recorded traffic; and how long it takes at the memory's
// size limit: `npm run bench:recipients -- TRAFFIC.tsv` (sender, unix time, "A; B", subject). Without a file, only the time.
import { runnerImport } from "vite";
import {
	everybodyIn,
	kinds,
	leakOf,
	mostAlike,
	pick,
	randomNumbers,
	readTraffic,
	sendTo,
	slipsOf,
	warmUp,
} from "./recipients/traffic.js";

const load = async (path) => (await runnerImport(path)).module;
const { assess } = await load("/src/recipients/assess.ts");
const { emptyHistory } = await load("/src/recipients/history.ts");
const { record } = await load("/src/recipients/record.ts");

const [file] = process.argv.slice(2);
if (file !== undefined) judge(file);
takeTime({ conversations: 10_000, sends: 100_000, assessments: 200 });

function judge(traffic) {
	const people = readTraffic(traffic);
	const everybody = everybodyIn(people);
	const random = randomNumbers(7);
	const scores = { good: [], ...Object.fromEntries(kinds.map((kind) => [kind, []])) };
	const asks = Object.fromEntries(Object.keys(scores).map((kind) => [kind, 0]));
	const toSeveral = { good: [], "somebody new added": [], "a new look-alike in place of one": [] };
	let [leaks, found] = [0, 0];
	for (const messages of people.values()) {
		const memory = newMemory();
		const known = new Set();
		let single = 0;
		let previous;
		for (const [at, { now, to, text }] of messages.entries()) {
			if (to.length === 1 && ++single > warmUp) {
				for (const [kind, name] of [["good", to[0]], ...slipsOf(to[0], known, everybody, previous, random)]) {
					const { score, ask } = assess(sendTo([name], text), memory, now);
					scores[kind].push(score);
					if (ask) asks[kind]++;
				}
			}
			if (to.length > 1 && at > messages.length * 0.2 && known.size > 5) {
				const strangers = everybody.filter((name) => !known.has(name) && !to.includes(name));
				const [right] = to;
				const sends = [to, [...to, pick(strangers, random)], [mostAlike(strangers, right), ...to.slice(1)]];
				for (const [kind, names] of Object.keys(toSeveral).map((kind, which) => [kind, sends[which]]))
					toSeveral[kind].push(assess(sendTo(names, text), memory, now));
			}
			if (to.length > 1 && at > messages.length * 0.8 && known.size > 5) {
				const leak = leakOf(to, known, random);
				if (leak !== undefined) {
					const { recipients } = assess(
						sendTo(
							[...to, leak].sort(() => random() - 0.5),
							text,
						),
						memory,
						now,
					);
					leaks++;
					if (recipients.reduce((top, one) => (one.score > top.score ? one : top)).target.name === leak) found++;
				}
			}
			if (to.length === 1) previous = to[0];
			remember(memory, sendTo(to, text), now);
			for (const name of to) known.add(name);
		}
	}
	const good = scores.good.toSorted((a, b) => a - b);
	console.log(
		`${good.length} good sends of ${people.size} people; asked on ${percent(asks.good / good.length)} of them`,
	);
	for (const kind of kinds) {
		const caught = [0.01, 0.05].map((rate) => {
			const limit = good[Math.ceil((1 - rate) * good.length) - 1];
			return percent(scores[kind].filter((score) => score > limit).length / scores[kind].length);
		});
		console.log(
			`${kind}: ${caught.join(" / ")} caught at 1 % / 5 % alarms; asked on ${percent(asks[kind] / scores[kind].length)}`,
		);
	}
	console.log(`leaked recipient found: ${percent(found / leaks)} of ${leaks}`);
	for (const [kind, all] of Object.entries(toSeveral)) {
		const [asked, noticed] = [all.filter(({ ask }) => ask), all.filter(({ risk }) => risk !== "usual")];
		const rates = [asked, noticed].map(({ length }) => percent(length / all.length));
		console.log(`to several, ${kind}: asked on ${rates[0]}, noticed ${rates[1]} of ${all.length}`);
	}
}

/** Memory at its size limit: how long one assessment takes, and about how large the memory is. */
function takeTime({ conversations, sends, assessments }) {
	const random = randomNumbers(3);
	const syllables = "ka lo mi ra ne su ta vi do re".split(" ");
	const word = () => Array.from({ length: 3 }, () => syllables[Math.floor(random() * syllables.length)]).join("");
	const names = Array.from({ length: conversations }, () => `${word()} ${word()}`);
	const some = () => names[Math.floor(conversations * random() ** 3)];
	const memory = newMemory();
	let now = Date.UTC(2026, 0, 1);
	for (let at = 0; at < sends; at++) {
		now += 300_000;
		remember(memory, sendTo([at < conversations ? names[at] : some()], `${word()} ${word()} ${word()}`), now);
	}
	const toSome = () => sendTo([random() < 0.5 ? some() : `${word()} ${word()}`], `${word()} ${word()} ${word()}`);
	const tried = Array.from({ length: assessments }, toSome);
	// The first in a page that is just opened: no name has been taken apart before.
	const cold = processorTime(() => assess(toSome(), memory, now)).toFixed(1);
	for (const send of tried) assess(send, memory, now);
	const each = (processorTime(() => tried.forEach((send) => void assess(send, memory, now))) / assessments).toFixed(2);
	const bytes = new TextEncoder().encode(JSON.stringify([...memory.contacts.values()].map(plain))).length;
	const size = (bytes / 1e6).toFixed(1);
	console.log(
		`${conversations} conversations, ${sends} sends: ${each} ms an assessment, ${cold} ms the first; memory ${size} MB as JSON`,
	);
	for (const many of [50, 100, 400]) {
		const known = Array.from({ length: many }, some);
		const strangers = Array.from({ length: many }, () => `${word()} ${word()}`);
		const [toKnown, toNew] = [known, strangers].map((to) =>
			processorTime(() => assess(sendTo([...new Set(to)], word()), memory, now)).toFixed(0),
		);
		console.log(`a mail to ${many}: ${toKnown} ms where they are known, ${toNew} ms where they are new`);
	}
}

/** In ms: of the processor, not of the clock, as other programs on the machine must not count. */
function processorTime(run) {
	const start = process.cpuUsage();
	run();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1000;
}

function newMemory() {
	return { account: emptyHistory([1, 2]).account, contacts: new Map() };
}

function remember(memory, send, now) {
	const change = record(memory, send, now);
	memory.account = change.account;
	for (const contact of change.contacts) memory.contacts.set(contact.key, contact);
}

function plain(contact) {
	return { ...contact, words: [...contact.words], threads: [...contact.threads], together: [...contact.together] };
}

function percent(share) {
	return `${(share * 100).toFixed(1)} %`;
}
