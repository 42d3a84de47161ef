// What the rules of an office format gather on their way through the parts, and the findings it adds up to.
import type { Finding } from "../../core/finding";
import { counted, excerpt, listed, timeSpan } from "../readable";
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
	hidden: string[];
	notes: string[];
	paths: string[];
	/** Random numbers that tie versions of a document together. */
	revisionIds: Set<string>;
	documentIds: Set<string>;
	/** Anything else: ready-made. */
	findings: Finding[];
};

export function emptyLog(): ChangeLog {
	return {
		...{ authors: [], times: [], deleted: [], inserted: [], otherChanges: 0, comments: [], hiddenText: [] },
		...{ hidden: [], notes: [], paths: [], revisionIds: new Set(), documentIds: new Set(), findings: [] },
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
	const words = excerpt(deleted.filter((text) => text !== "").join(" … "), 2000);
	add(deleted.length, {
		...{ kind: "history", severity: "high", tag: "DeletedText" },
		value: `${counted(deleted.length, "deletion")}${words && `: “${excerpt(words)}”`}`,
		...(words && { picture: { type: "deleted-text", text: words } }),
	});
	const changes = inserted.length + log.otherChanges;
	const added = excerpt(inserted.filter((text) => text !== "").join(" … "));
	add(changes, {
		...{ kind: "history", severity: "medium", tag: "TrackedChanges", choice: "trackedChanges" },
		value: `${counted(inserted.length, "insertion")}${added && ` (“${added}”)`}, ${counted(log.otherChanges, "other change")}`,
	});
	add(comments.length, {
		...{ kind: "text", severity: "medium", tag: "Comments", choice: "comments" },
		value: `${counted(comments.length, "comment")}: “${excerpt(comments.join(" … "))}”`,
	});
	add(hiddenText.length, {
		...{ kind: "text", severity: "high", tag: "HiddenText", choice: "hiddenContent" },
		value: `“${excerpt(hiddenText.join(" … "))}”`,
	});
	add(hidden.length, {
		...{ kind: "hidden-media", severity: "high", tag: "HiddenContent", choice: "hiddenContent" },
		value: listed(hidden, 12),
	});
	add(notes.length, {
		...{ kind: "text", severity: "medium", tag: "SpeakerNotes", choice: "hiddenContent" },
		value: `notes on ${counted(notes.length, "slide")}: “${excerpt(notes.join(" … "))}”`,
	});
	add(revisionIds.size, {
		...{ kind: "history", severity: "medium", tag: "RevisionIds" },
		value: `${counted(revisionIds.size, "editing session")} can be told apart`,
	});
	add(documentIds.size, { kind: "tracking", severity: "medium", tag: "DocumentIds", value: listed(documentIds) });
	return [...findings, ...pathFinding(source, log.paths)];
}
