// Recorded traffic, and the slips that are made of it: sender, unix time, recipients ("A; B"), subject; sorted by both.
import { readFileSync } from "node:fs";

export const kinds = ["name", "adjacent", "random", "stranger"];

/** People, each with their messages in order. */
export function readTraffic(file) {
	const people = new Map();
	for (const line of readFileSync(file, "utf8").trim().split("\n").slice(1)) {
		const [sender, time, to, subject = ""] = line.split("\t");
		if (!people.has(sender)) people.set(sender, []);
		people.get(sender).push({ now: time * 1000, to: to.split("; "), text: subject });
	}
	return people;
}

/** Everybody who ever wrote or was written to. */
export function everybodyIn(people) {
	const all = new Set(people.keys());
	for (const messages of people.values()) for (const { to } of messages) for (const name of to) all.add(name);
	return [...all];
}

export function randomNumbers(seed) {
	let state = seed;
	return () => {
		state = (state * 1664525 + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

const words = (name) => name.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
export const pick = (list, random) => list[Math.floor(random() * list.length)];

const trigramsOf = new Map();
function trigrams(name) {
	if (!trigramsOf.has(name)) {
		const padded = `  ${name.toLowerCase()} `;
		trigramsOf.set(name, new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3))));
	}
	return trigramsOf.get(name);
}

export function alike(one, other) {
	const [a, b] = [trigrams(one), trigrams(other)];
	let both = 0;
	for (const trigram of a) if (b.has(trigram)) both++;
	return both / (a.size + b.size - both);
}

export function mostAlike(names, right) {
	return names.reduce((best, name) => (alike(name, right) > alike(best, right) ? name : best));
}

/** One who shares a name with the right one, else the one with the most similar name. */
function namesake(names, right, random) {
	const own = new Set(words(right));
	const sharing = names.filter((name) => words(name).some((word) => own.has(word)));
	return sharing.length > 0 ? pick(sharing, random) : mostAlike(names, right);
}

/** Wrong recipients for a message to `right`, as [kind, name]. */
export function slipsOf(right, known, everybody, previous, random) {
	const others = [...known].filter((name) => name !== right);
	const strangers = everybody.filter((name) => name !== right && !known.has(name));
	const slips = [];
	if (others.length > 0) slips.push(["name", namesake(others, right, random)], ["random", pick(others, random)]);
	if (previous !== undefined && previous !== right) slips.push(["adjacent", previous]);
	if (strangers.length > 0) slips.push(["stranger", namesake(strangers, right, random)]);
	return slips;
}

/** A recipient too many for a message to several: half of them a known look-alike, half anybody known. */
export function leakOf(to, known, random) {
	const others = [...known].filter((name) => !to.includes(name));
	if (others.length === 0) return undefined;
	return random() < 0.5 ? mostAlike(others, pick(to, random)) : pick(others, random);
}

/** A message as the engine sees it: one recipient is a direct chat, several are a mail. */
export function sendTo(to, text) {
	return {
		conversation: {
			status: "known",
			messenger: "bench",
			id: to.join("; "),
			keyedBy: "id",
			title: to.join(", "),
			kind: to.length > 1 ? "email" : "direct",
			recipients: to.map((name) => ({ id: name, name })),
			isSelf: false,
			security: "unknown",
			sendsAs: "unknown",
		},
		text,
		files: [],
	};
}

/** Messages to one before the first of them is judged. */
export const warmUp = 20;
