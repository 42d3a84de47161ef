// HTML: what its head and comments tell of its maker, where it was saved from, pictures inside. Read, never stripped.
// https://html.spec.whatwg.org/

import { type Finding, type FindingKind, type Severity, withoutChoice } from "../core/finding";
import { phrase } from "../core/phrase";
import type { Handler } from "./handler";
import { oncePerFact, tagFinding } from "./metadata/tag-kinds";
import { mayHoldPath, pathFinding } from "./office/local-path";
import { own } from "./own";
import { excerpt } from "./readable";
import { base64Findings, readText } from "./text-file";

/** Names of `<meta>` that tell about the maker; the others are for the reader. */
const telling =
	/^(?:author|(?:initial-)?creator|printed-by|creation-date|print-date|publisher|generator|originator|progid|date|created|changed|changedby|last-modified|copyright|owner|reply-to|geo\..*|icbm|dc\..*|dcterms\..*|company|classification)$/i;

/** Properties that Word writes into the head. */
const officeProperties: Record<string, readonly [FindingKind, Severity]> = {
	Author: ["person", "high"],
	LastAuthor: ["person", "high"],
	Manager: ["person", "high"],
	Company: ["person", "high"],
	Created: ["time", "high"],
	LastSaved: ["time", "high"],
	LastPrinted: ["time", "high"],
	TotalTime: ["history", "medium"],
	Revision: ["history", "medium"],
	Template: ["software", "low"],
};

/** Pictures inside that are read; a page of mail rarely has more. */
const maxPictures = 200;

export const html: Handler = {
	format: "html",
	async read(source, context) {
		const text = await readText(source, context);
		const findings: Finding[] = [...metaFindings(text), ...commentFindings(text)];
		for (const [, name = "", value = ""] of text.matchAll(/<o:(\w+)>([^<]{1,500})<\/o:\1>/g)) {
			const [kind, severity] = own(officeProperties, name) ?? [];
			if (kind && severity) findings.push({ kind, severity, source: "HTML", tag: name, value: excerpt(value) });
		}
		const paths = [...text.matchAll(/\s(?:href|src|content|title|alt)\s*=\s*(?:"([^"]{1,500})"|'([^']{1,500})')/gi)]
			.map(([, double, single]) => double ?? single ?? "")
			.filter((value) => mayHoldPath.test(value) && !/^(?:https?|mailto|data):/i.test(value));
		findings.push(...pathFinding("HTML", paths));
		let pictures = 0;
		for (const [, data = ""] of text.matchAll(/data:image\/[\w.+-]+;base64,([A-Za-z0-9+/=\s]{64,})/g)) {
			if (++pictures > maxPictures) break;
			findings.push(...(await base64Findings(data, "picture", context)));
		}
		return { format: "html", findings: oncePerFact(findings) };
	},
};

function metaFindings(text: string): Finding[] {
	const findings: Finding[] = [];
	for (const [tag] of text.matchAll(/<meta\s[^>]{1,2000}>/gi)) {
		const name = attribute(tag, "name") ?? attribute(tag, "property") ?? "";
		const content = attribute(tag, "content") ?? "";
		if (!telling.test(name) || content === "") continue;
		findings.push(withoutChoice(tagFinding("HTML", name, excerpt(content))));
	}
	return findings;
}

/** Comments are text that no one sees; the one that browsers write on saving names the page it was. */
function commentFindings(text: string): Finding[] {
	const comments = [...text.matchAll(/<!--(?!\[if|<!\[endif)([\s\S]*?)-->/g)].map(([, inner = ""]) => inner.trim());
	const saved = comments
		.map((comment) => /saved from url=\(\d+\)(\S+)/.exec(comment)?.[1])
		.filter((url) => url !== undefined);
	const others = comments.filter((comment) => comment !== "" && !comment.startsWith("saved from url="));
	const findings: Finding[] = [];
	if (saved[0])
		findings.push({ kind: "provenance", severity: "high", source: "HTML", tag: "SavedFrom", value: excerpt(saved[0]) });
	if (others.length > 0) {
		const value = phrase("comments", { count: others.length }, excerpt(others.join(" … ")));
		findings.push({ kind: "text", severity: "low", source: "HTML", tag: "Comments", value });
	}
	return findings;
}

function attribute(tag: string, name: string): string | undefined {
	const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, "i").exec(tag);
	return match?.[1] ?? match?.[2] ?? match?.[3];
}
