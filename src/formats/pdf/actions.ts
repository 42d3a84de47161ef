// Actions that run something, and the paths and files that dictionaries name. ISO 32000-2, 12.6 and 7.11
import { type Phrase, phrase } from "../../core/phrase";
import { mayHoldPath, withoutFolders } from "../office/local-path";
import { excerpt } from "../readable";
import type { Cleaner, Note } from "./cleaner";
import { type PdfDocument, resolve, resolvedDict } from "./document";
import { nameOf, type PdfDict, type PdfValue, readableDate, textOf } from "./value";

/** Actions that run something or reach beyond the document. */
const activeActions = new Set(["JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition"]);

/** Actions that lead into other files. */
const remoteActions = new Set(["GoToR", "GoToE"]);

export function isAction(entries: PdfDict): boolean {
	const type = nameOf(entries.get("Type"));
	if (!entries.has("S")) return false;
	const kind = nameOf(entries.get("S")) ?? "";
	return type === "Action" || activeActions.has(kind) || remoteActions.has(kind);
}

export function isActive(action: PdfDict): boolean {
	return activeActions.has(nameOf(action.get("S")) ?? "");
}

export function noteAction(cleaner: Cleaner, action: PdfDict): void {
	const { document, note } = cleaner;
	const kind = nameOf(action.get("S")) ?? "";
	if (kind === "Launch") cleanLaunch(cleaner, action);
	if (remoteActions.has(kind)) noteRemote(document, note, action);
	if (!activeActions.has(kind)) return;
	if (kind === "JavaScript") {
		noteScript(note, textOf(resolve(document, action.get("JS"))) ?? phrase("aScript"));
		return;
	}
	note({
		kind: "tracking",
		severity: "medium",
		source: "PDF",
		tag: `${kind}Action`,
		value: excerpt(fileNameOf(document, action) ?? kind),
		choice: "macros",
	});
}

/** Where a program is started, and with what: folders of whoever wrote this. */
function cleanLaunch(cleaner: Cleaner, action: PdfDict): void {
	const windows = resolvedDict(cleaner.document, action.get("Win"));
	if (!windows) return;
	const result = new Map(windows);
	for (const key of ["D", "P"]) shortenPath(cleaner, result, key);
	action.set("Win", { type: "dict", entries: result });
}

/** Links into other files: content, but they name files of whoever wrote this one. */
function noteRemote(document: PdfDocument, note: Note, action: PdfDict): void {
	const name = fileNameOf(document, action);
	if (name === undefined) return;
	const value = excerpt(withoutFolders(name));
	note({ kind: "text", severity: "low", source: "PDF", tag: "RemoteLink", value, stays: true });
}

function fileNameOf(document: PdfDocument, action: PdfDict): string | undefined {
	const file = resolve(document, action.get("F"));
	return textOf(file) ?? textOf(file?.type === "dict" ? (file.entries.get("UF") ?? file.entries.get("F")) : undefined);
}

export function noteScript(note: Note, value: string | Phrase): void {
	note({
		kind: "tracking",
		severity: "medium",
		source: "PDF",
		tag: "JavaScript",
		value: typeof value === "string" ? excerpt(value) : value,
		choice: "macros",
	});
}

export function cleanFile({ document, note, met }: Cleaner, file: PdfDict): void {
	const name = textOf(resolve(document, file.get("UF"))) ?? textOf(resolve(document, file.get("F")));
	note({
		kind: "hidden-media",
		severity: "medium",
		source: "PDF",
		tag: "EmbeddedFile",
		value: name === undefined ? phrase("embeddedFile") : excerpt(withoutFolders(name)),
		choice: "hiddenContent",
	});
	const about = textOf(resolve(document, file.get("Desc")));
	if (about) {
		note({
			...{ kind: "text", severity: "medium", source: "PDF", tag: "EmbeddedFileDescription", choice: "hiddenContent" },
			value: excerpt(about),
		});
	}
	const embedded = resolvedDict(document, file.get("EF"));
	for (const value of embedded?.values() ?? []) {
		if (value.type === "reference") met.attachments.add(value.number);
		const parameters = resolvedDict(document, resolvedDict(document, value)?.get("Params"));
		for (const key of ["CreationDate", "ModDate"]) {
			const date = textOf(resolve(document, parameters?.get(key)));
			if (date)
				note({ kind: "time", severity: "medium", source: "PDF", tag: `EmbeddedFile${key}`, value: readableDate(date) });
		}
	}
}

/** Paths of somebody's computer in links and names of files are cut to the file's own name. */
export function shortenPath(cleaner: Cleaner, entries: PdfDict, key: string): void {
	const short = shortenedPath(cleaner, entries.get(key));
	if (short) entries.set(key, short);
}

export function shortenedPath({ document, note }: Cleaner, value: PdfValue | undefined): PdfValue | undefined {
	const text = textOf(resolve(document, value));
	if (text === undefined || !mayHoldPath.test(text)) return undefined;
	const short = withoutFolders(text);
	if (short === text) return undefined;
	note({ kind: "person", severity: "high", source: "PDF", tag: "LocalPath", value: text });
	return { type: "token", text: literal(short) };
}

/** Text as a string: plain where each letter is a byte, else UTF-16 in hexadecimal digits. */
function literal(text: string): string {
	const isPlain = /^[\x20-\x7e\xa1-\xff]*$/.test(text);
	if (isPlain) return `(${text.replace(/[\\()]/g, "\\$&")})`;
	const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, "0"));
	return `<FEFF${units.join("").toUpperCase()}>`;
}
