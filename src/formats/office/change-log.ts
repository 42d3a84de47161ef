// What the rules of an office format gather on their way through the parts, and the findings it adds up to.

import type { Finding } from "../../core/finding";
import { type Phrase, phrase } from "../../core/phrase";
import { excerpt, listed, timeSpan } from "../readable";
import { pathFinding } from "./local-path";

export type ChangeLog = {
	/** Who changed or commented, a name for each time. */
	authors: string[];
	times: string[];
	/** Words that a change took away, words that it put in, and other changes. */
	deleted: string[];
	inserted: string[];
	otherChanges: number;
	comments: string[];
	hiddenText: string[];
	/** Hidden sheets, slides, rows … in words. */
	hidden: (string | Phrase)[];
	notes: string[];
	paths: string[];
	/** Comments in the XML itself, and instructions to programs. */
	asides: string[];
	/** When fields that show the time of the day were last brought up to date. */
	clocks: Set<string>;
	/** Random numbers that tie versions of a document together. */
	revisionIds: Set<string>;
	documentIds: Set<string>;
	/** Anything else: ready-made. */
	findings: Finding[];
};

export function emptyLog(): ChangeLog {
	return {
		...{ authors: [], times: [], deleted: [], inserted: [], otherChanges: 0, comments: [], hiddenText: [] },
		...{ hidden: [], notes: [], paths: [], asides: [], clocks: new Set(), revisionIds: new Set() },
		...{ documentIds: new Set(), findings: [] },
	};
}

/** The findings, in the words of the format that `source` names. */
export function logFindings(source: string, log: ChangeLog): Finding[] {
	const findings: Finding[] = [...log.findings];
	const add = (count: number, finding: Omit<Finding, "source">) => {
		if (count > 0) findings.push({ source, ...finding });
	};
	const { authors, times, deleted, inserted, comments, hiddenText, hidden, notes, revisionIds, documentIds } = log;
	add(authors.length, { kind: "person", severity: "high", tag: "ChangeAuthors", value: listed(authors) });
	add(times.length, { kind: "time", severity: "high", tag: "ChangeDates", value: timeSpan(times) });
	add(log.clocks.size, { kind: "time", severity: "high", tag: "FieldDates", value: listed(log.clocks) });
	const words = excerpt(deleted.filter((text) => text !== "").join(" … "), 2000);
	const deletions = { count: deleted.length };
	add(deleted.length, {
		...{ kind: "history", severity: "high", tag: "DeletedText" },
		value: words ? phrase("deletedWords", deletions, excerpt(words)) : phrase("deletions", deletions),
		...(words && { picture: { type: "deleted-text", text: words } }),
	});
	const changes = inserted.length + log.otherChanges;
	const added = excerpt(inserted.filter((text) => text !== "").join(" … "));
	const insertions = { count: inserted.length };
	add(changes, {
		...{ kind: "history", severity: "medium", tag: "TrackedChanges", choice: "trackedChanges" },
		value: phrase(
			"both",
			added ? phrase("insertedWords", insertions, added) : phrase("insertions", insertions),
			phrase("otherChanges", { count: log.otherChanges }),
		),
	});
	add(comments.length, {
		...{ kind: "text", severity: "medium", tag: "Comments", choice: "comments" },
		value: phrase("comments", { count: comments.length }, excerpt(comments.join(" … "))),
	});
	findings.push(...hiddenTextFinding(source, hiddenText));
	add(hidden.length, {
		...{ kind: "hidden-media", severity: "high", tag: "HiddenContent", choice: "hiddenContent" },
		value: listed(hidden, 12),
	});
	add(notes.length, {
		...{ kind: "text", severity: "medium", tag: "SpeakerNotes", choice: "hiddenContent" },
		value: phrase("slideNotes", { count: notes.length }, excerpt(notes.join(" … "))),
	});
	add(revisionIds.size, {
		...{ kind: "history", severity: "medium", tag: "RevisionIds" },
		value: phrase("editingSessions", { count: revisionIds.size }),
	});
	add(documentIds.size, { kind: "tracking", severity: "medium", tag: "DocumentIds", value: listed(documentIds) });
	return [...findings, ...asideFinding(source, log.asides), ...pathFinding(source, log.paths)];
}

/** Words that are there and not shown. */
export function hiddenTextFinding(source: string, words: readonly string[]): Finding[] {
	if (words.length === 0) return [];
	const value = phrase("quoted", excerpt(words.join(" … ")));
	return [{ kind: "text", severity: "high", source, tag: "HiddenText", choice: "hiddenContent", value }];
}

/** What stands beside the elements of XML. */
export function asideFinding(source: string, asides: readonly string[]): Finding[] {
	if (asides.length === 0) return [];
	const value = excerpt([...new Set(asides)].filter((words) => words !== "").join(" … ")) || "<!---->";
	return [{ kind: "text", severity: "medium", source, tag: "XMLComments", value }];
}
