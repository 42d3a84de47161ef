// The table in docs/interception.md: every row of the matrix, and what became of it in either browser.
import type { BrowserName } from "../harness/find-browser";
import { WAYS_INTO_LIBRARIES } from "./libraries";
import { hearingOf, WAYS_IN, type WayIn } from "./ways-in";

const MEANING = "the page saw the stripped file alone";

/** Ways in that no test takes: why in Chromium, and that Firefox has none of them. */
const NOT_DRIVEN = {
	"showOpenFilePicker()": ["`getFile`", "no driver reaches its dialog"],
	"showDirectoryPicker()": ["`getFile`", "no driver reaches its dialog"],
	"handle from such a dialog, sent to a Worker": [
		"`getFile` in the Worker",
		"no driver reaches its dialog. The original arrives",
	],
	"file opened with an installed page": ["`getFile` of `launchQueue`", "no driver installs a page"],
	"file shared with an installed page": ["its service worker", "no driver installs a page. The original arrives"],
} as const satisfies Record<string, readonly [readBy: string, why: string]>;

export function interceptionTable(): string {
	const driven = [...WAYS_IN, ...WAYS_INTO_LIBRARIES].map((row) => [
		row.name,
		readersOf(row),
		hearing(row),
		outcome(row, "chromium"),
		outcome(row, "firefox"),
	]);
	const notDriven = Object.entries(NOT_DRIVEN).map(([name, [readBy, why]]) => [
		name,
		readBy,
		"none",
		`cannot be driven here: ${why}`,
		"it has none",
	]);
	const rows = [...driven, ...notDriven];
	const all = [["way in", "read by", "events that bring files", "Chromium", "Firefox"], ...rows];
	const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
	const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
	const [head = [], ...body] = all;
	return [line(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body.map(line)].join("\n");
}

/** `target change: input.files` is what the element's own listener read, `first …` that of the very first one on window. */
function readersOf({ reaches }: WayIn): string {
	const readers = reaches.map((reader) => {
		const [place = "", event = "", what = ""] = reader.split(/ |: /);
		return what === "" ? `\`${reader}\`` : `\`${what}\` in ${place === "target" ? "" : `${place} `}\`${event}\``;
	});
	return readers.length > 0 ? readers.join(", ") : "whatever the browser lets it";
}

function hearing(row: WayIn): string {
	const events = hearingOf(row).map(([type]) => `\`${type}\``);
	return events.length > 0 ? events.join(", ") : "none";
}

function outcome({ not }: WayIn, browser: BrowserName): string {
	const why = not?.[browser];
	return why === undefined ? MEANING : `cannot be driven here: ${why}`;
}
