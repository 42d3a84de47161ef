// How soon a person sees the dialog: of a photo as phones make them, all that is found in it included.
import type { BrowserName } from "../../tests/browser/harness/find-browser";
import { type Contender, type Row, row } from "../row";
import { drawn } from "./images";

export const dialog: readonly Row[] = [
	row({
		name: "dialog-first-paint",
		file: { name: "photo-3mb.jpg", make: drawn(4000, 3000, 3_000_000) },
		contenders: {
			"Chromium, warm": paint("chromium", "warm"),
			"Chromium, cold": paint("chromium", "cold"),
			"Firefox, warm": paint("firefox", "warm"),
			"Firefox, cold": paint("firefox", "cold"),
		},
		goals: [
			{ ours: "Chromium, warm", maxMs: 100 },
			{ ours: "Chromium, cold", maxMs: 250 },
			{ ours: "Firefox, warm", maxMs: 100 },
			{ ours: "Firefox, cold", maxMs: 250 },
		],
	}),
];

function paint(browser: BrowserName, state: "warm" | "cold"): Contender {
	return { in: "itself", load: async () => (await import("../dialog-paint")).dialogPaint(browser, state) };
}
