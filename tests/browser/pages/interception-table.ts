// The table in docs/interception.md: every row of the matrix, and what became of it in either browser.
import type { BrowserName } from "../harness/find-browser";
import { WAYS_INTO_LIBRARIES } from "./libraries";
import { WAYS_IN, type WayIn } from "./ways-in";

const MEANING = "the page saw the stripped file alone";

export function interceptionTable(): string {
	const rows = [...WAYS_IN, ...WAYS_INTO_LIBRARIES].map((row) => [
		row.name,
		readersOf(row),
		outcome(row, "chromium"),
		outcome(row, "firefox"),
	]);
	const all = [["way in", "read by", "Chromium", "Firefox"], ...rows];
	const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
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

function outcome({ not }: WayIn, browser: BrowserName): string {
	const why = not?.[browser];
	return why === undefined ? MEANING : `cannot be driven here: ${why}`;
}
