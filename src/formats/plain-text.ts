// Text that says itself what it is: properties in front of Markdown, and lists of people as CSV. Read, never stripped.

import { type Finding, withoutChoice } from "../core/finding";
import { phrase } from "../core/phrase";
import type { Handler } from "./handler";
import { tagFinding } from "./metadata/tag-kinds";
import { excerpt } from "./readable";
import { readText } from "./text-file";
import { contactColumn, frontMatter as pattern } from "./text-kind";

export const frontMatter: Handler = {
	format: "front-matter",
	async read(source, context) {
		const block = pattern.exec(await readText(source, context))?.[1] ?? "";
		const findings: Finding[] = [];
		for (const [, key = "", value = ""] of block.matchAll(/^([\w][\w .-]*):[ \t]*(.*(?:\r?\n[ \t-]+.*)*)/gm)) {
			const shown = excerpt(
				value
					.replace(/^["']|["']$/g, "")
					.replace(/\r?\n\s*-?\s*/g, ", ")
					.replace(/^, /, ""),
			);
			if (shown !== "") findings.push({ ...tagFinding("front matter", key, shown), tag: key });
		}
		return { format: "front-matter", findings: findings.map(withoutChoice) };
	},
};

export const csv: Handler = {
	format: "csv",
	async read(source, context) {
		const lines = (await readText(source, context)).split(/\r?\n/).filter((line) => line.trim() !== "");
		const columns = (lines[0] ?? "").split(/[,;\t]/).map((column) => column.trim().replace(/"/g, ""));
		const held = columns.filter((column) => contactColumn.test(column));
		const value = phrase("peopleListed", { count: lines.length - 1 }, held.slice(0, 8).join(", "));
		return { format: "csv", findings: [{ kind: "person", severity: "high", source: "CSV", tag: "Contacts", value }] };
	},
};
