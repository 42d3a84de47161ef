// What comments in a PDF say, wherever one stands. ISO 32000-2, 7.2.4
import type { Finding } from "../../core/finding";
import { holdsPath, mayHoldPath } from "../office/local-path";
import { excerpt } from "../readable";

/** Comments of one file that are gathered. */
const maxComments = 20;
const longComment = 200;
const pathContext = 40;

/** What programs count objects and pages by, for those who look into the file: it says nothing of anybody. */
const counted =
	/^(?:DSBlank|DSUnknown|QDF: ignore_newline|Original object ID: \d+ \d+|Contents for page \d+|Page \d+|Image \d+ on page \d+)$/;

/** Comments by which programs name themselves. */
const programs = /^(?:iText|QDF-|ReportLab [Gg]enerated PDF|File written by |Created with )/;

/** What a comment says, if those are words; bytes in front of them say that the file is no text. */
export function saidIn(comment: string): string | undefined {
	const said = comment.replace(/^%+(?:[\x80-\xff]{2,}(?=\s))?/, "").trim();
	return /\p{L}{3}/u.test(said) && !counted.test(said) ? said : undefined;
}

export function addComment(comments: Set<string>, comment: string): void {
	const said = saidIn(comment);
	if (said !== undefined && comments.size < maxComments) comments.add(said);
}

export function commentFindings(comments: Iterable<string>): Finding[] {
	return [...comments].map((said) => {
		const path = said.length > longComment ? said.search(mayHoldPath) : 0; // a long command line shows its path
		const start = Math.max(0, path - pathContext);
		return { ...commentKind(said), source: "PDF", tag: "Comment", value: excerpt(said.slice(start)) };
	});
}

function commentKind(said: string): Pick<Finding, "kind" | "severity"> {
	if (holdsPath(said)) return { kind: "person", severity: "high" };
	return programs.test(said) ? { kind: "software", severity: "low" } : { kind: "text", severity: "medium" };
}
