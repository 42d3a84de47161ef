// docs/interception.md lists what the browser tests drive. `LAST_LOOK_WRITE_DOCS=1` writes it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { interceptionTable } from "./browser/pages/interception-table";

const path = join(import.meta.dirname, "../docs/interception.md");
const marks = ["<!-- table: tests/browser/pages/ways-in.ts -->\n\n", "\n\n<!-- end of table -->"] as const;

test("docs/interception.md has the rows of the matrix", () => {
	const text = readFileSync(path, "utf8");
	const [start, end] = [text.indexOf(marks[0]) + marks[0].length, text.indexOf(marks[1])];
	expect(end).toBeGreaterThan(start);
	const current = text.slice(0, start) + interceptionTable() + text.slice(end);
	if (process.env.LAST_LOOK_WRITE_DOCS === "1") writeFileSync(path, current);
	else expect(text).toBe(current);
});
