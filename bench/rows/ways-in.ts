// What Last Look costs where nothing has to be asked: a file's way back into the page, text that is none of its business,
// a Send to whom was confirmed, and the start of every page.
import { type Contender, type Row, row } from "../row";

export const waysIn: readonly Row[] = [
	row({
		name: "pick-unasked",
		contenders: { "no extension": page("pick", "without"), "Last Look": page("pick", "with") },
		goals: [{ ours: "Last Look", maxMs: 30 }],
	}),
	row({
		name: "paste-of-text",
		contenders: { "no extension": page("paste", "without"), "Last Look": page("paste", "with") },
		goals: [{ ours: "Last Look", maxMs: 1 }],
	}),
	row({
		name: "drop-of-text",
		contenders: { "no extension": page("drop", "without"), "Last Look": page("drop", "with") },
		goals: [{ ours: "Last Look", maxMs: 1 }],
	}),
	row({
		name: "send-confirmed",
		contenders: { "no extension": page("send", "without"), "Last Look": page("send", "with") },
		goals: [{ ours: "Last Look", maxMs: 5 }],
	}),
	row({
		name: "page-start",
		contenders: {
			"empty scripts, each frame": start("frame", "nobody"),
			"Last Look, each frame": start("frame", "us"),
			"empty scripts, a new tab's first": start("new tab", "nobody"),
			"Last Look, a new tab's first": start("new tab", "us"),
		},
		goals: [
			{ ours: "Last Look, each frame", maxMs: 1 },
			{ ours: "Last Look, a new tab's first", maxMs: 1 },
		],
	}),
];

function page(way: "pick" | "paste" | "drop" | "send", extension: "with" | "without"): Contender {
	return { in: "itself", load: async () => (await import("../ways-in")).wayIn(way, extension) };
}

function start(where: "new tab" | "frame", ofWhom: "us" | "nobody"): Contender {
	return { in: "itself", load: async () => (await import("../page-start")).pageStart(where, ofWhom) };
}
