// RTF: what its groups tell of its makers, its changes and its pictures. Read, never stripped.
// https://www.microsoft.com/en-us/download/details.aspx?id=10725 (RTF 1.9.1)

import type { Finding, FindingKind, Severity } from "../core/finding";
import { phrase } from "../core/phrase";
import { bytesSource } from "./containers/byte-source";
import { fromDigits } from "./containers/hexadecimal";
import { joinBytes, latin1 } from "./containers/numbers";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { decodeText } from "./metadata/text";
import { emptyLog, logFindings } from "./office/change-log";
import { holdsPath } from "./office/local-path";
import { own } from "./own";
import { excerpt } from "./readable";
import { nestedFindings, readWhole } from "./text-file";

/** Groups whose text tells something, by their control word. */
const groups: Record<string, readonly [kind: FindingKind, severity: Severity, tag: string]> = {
	author: ["person", "high", "Author"],
	operator: ["person", "high", "LastModifiedBy"],
	manager: ["person", "high", "Manager"],
	company: ["person", "high", "Company"],
	title: ["text", "medium", "Title"],
	subject: ["text", "medium", "Subject"],
	keywords: ["text", "medium", "Keywords"],
	doccomm: ["text", "medium", "Comment"],
	comment: ["text", "medium", "Comment"],
	category: ["text", "medium", "Category"],
	hlinkbase: ["text", "medium", "HyperlinkBase"],
	creatim: ["time", "high", "CreateDate"],
	revtim: ["time", "high", "ModifyDate"],
	printim: ["time", "high", "LastPrinted"],
	generator: ["software", "low", "Generator"],
	template: ["software", "low", "Template"],
	userprops: ["text", "medium", "CustomProperties"],
	docvar: ["text", "medium", "DocumentVariable"],
};

/** The word of a group that readers may pass over, until it says what it is. */
const optional = "*";

const maxDepth = 1000;

const isAscii = /^[\0-\x7f]*$/;

type Stretch = { start: number; end: number; isPlain: boolean };

/** A group that is open: its text is gathered when somebody wants it. */
type Group = {
	word: string;
	text: string[];
	isHidden: boolean;
	isDeleted: boolean;
	hidden: string[];
	deleted: string[];
	/** Where a picture's bytes stand, as they are or in digits. */
	picture: Stretch[];
	numbers: Record<string, number>;
};

export const rtf: Handler = {
	format: "rtf",
	async read(source, context) {
		const bytes = await readWhole(source, context);
		const log = emptyLog();
		const findings: Finding[] = [];
		const pictures: Stretch[][] = [];
		const sessions = new Set<string>();
		walk(bytes, context, (group, parent) => {
			const said = group.text.join("").trim();
			if (group.word === "") parent.text.push(group.text.join(""), parent.word === "docvar" ? " " : "");
			else if (group.word === "propname") parent.text.push(`${said}: `);
			else if (group.word === "staticval") parent.text.push(`${said}; `);
			else if (group.word === "fldinst" && holdsPath(said)) log.paths.push(said);
			const known = own(groups, group.word);
			if (known) {
				const [kind, severity, tag] = known;
				const value = kind === "time" ? timeOf(group.numbers) : excerpt(said.replace(/;$/, ""));
				if (value !== "") findings.push({ kind, severity, source: "RTF", tag, value });
				if (holdsPath(said)) log.paths.push(said);
			} else if (group.word === "revtbl") {
				log.authors.push(...said.split(";").filter((name) => !/^\s*(?:Unknown)?\s*$/.test(name)));
			} else if (group.word === "atnauthor") log.authors.push(said);
			else if (group.word === "annotation") log.comments.push(said);
			else if (group.word === "rsidtbl") for (const number of Object.keys(group.numbers)) sessions.add(number);
			else if (group.word === "objdata") findings.push(embedded());
			else if (group.word === "pict") pictures.push(group.picture);
			if (group.deleted.length > 0) log.deleted.push(group.deleted.join("").trim());
			if (group.hidden.length > 0) log.hiddenText.push(group.hidden.join("").trim());
		});
		for (const session of sessions) log.revisionIds.add(session);
		for (const picture of pictures)
			findings.push(...(await nestedFindings(bytesSource(pictureOf(bytes, picture)), "picture", context)));
		return { format: "rtf", findings: [...findings, ...logFindings("RTF", log)] };
	},
};

/** Its bytes, one picture at a time: all of them would take as much memory as the file again. */
function pictureOf(bytes: Uint8Array<ArrayBuffer>, stretches: readonly Stretch[]): Uint8Array<ArrayBuffer> {
	const parts = stretches.map(({ start, end, isPlain }) => ({ part: bytes.subarray(start, end), isPlain }));
	const plain = parts.filter(({ isPlain }) => isPlain).map(({ part }) => part);
	// A picture is in the one or the other; line ends before plain bytes are no digits.
	return plain.length > 0 ? joinBytes(plain) : fromDigits(joinBytes(parts.map(({ part }) => part)));
}

function embedded(): Finding {
	return {
		kind: "hidden-media",
		severity: "medium",
		source: "RTF",
		tag: "EmbeddedObject",
		value: phrase("embeddedFile"),
	};
}

/** Walks the groups and gives each when it closes, with the one around it. */
function walk(
	bytes: Uint8Array<ArrayBuffer>,
	context: ReadContext,
	close: (group: Group, parent: Group) => void,
): void {
	const text = latin1(bytes); // every character is a byte
	const open: Group[] = [];
	const around = groupIn(undefined);
	const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}]+)|\\/gi;
	let steps = 0;
	for (let match = token.exec(text); match; match = token.exec(text)) {
		const [, word, number, hex, symbol, brace, plain] = match;
		if (++steps % 100_000 === 0) context.signal.throwIfAborted();
		const group = open.at(-1);
		if (brace === "{") {
			if (open.length > maxDepth) throw new InvalidFileError("too-complex", `groups nested more than ${maxDepth} deep`);
			open.push(groupIn(group));
		} else if (brace === "}") {
			const closed = open.pop();
			if (closed) close(closed, open.at(-1) ?? around); // readers pass over a brace too many
		} else if (group === undefined) continue;
		else if (word === "bin") token.lastIndex = behindBytes(group, bytes.length, token.lastIndex, Number(number ?? 0));
		else if (word !== undefined) control(group, word, number);
		else if (hex !== undefined) say(group, String.fromCharCode(Number.parseInt(hex, 16)));
		else if (symbol === "*") group.word = optional;
		else if (symbol !== undefined) say(group, symbol === "~" ? " " : /[{}\\]/.test(symbol) ? symbol : "");
		else if (plain !== undefined && group.word === "pict")
			group.picture.push({ start: match.index, end: token.lastIndex, isPlain: false });
		else if (plain !== undefined) {
			const words = isAscii.test(plain) ? plain : decodeText(bytes.subarray(match.index, token.lastIndex));
			say(group, words.replace(/[\r\n]/g, ""));
		}
	}
	if (open.length > 0) throw new InvalidFileError("damaged", "a group does not close");
}

/** A group in another, of which it has what is hidden or deleted. */
function groupIn(group: Group | undefined): Group {
	const { isHidden = false, isDeleted = false } = group ?? {};
	return { word: "", text: [], isHidden, hidden: [], deleted: [], isDeleted, picture: [], numbers: {} };
}

/** Bytes as they are, which may look like anything. */
function behindBytes(group: Group, length: number, at: number, size: number): number {
	const end = Math.min(length, at + Math.max(0, size));
	if (group.word === "pict") group.picture.push({ start: at, end, isPlain: true });
	return end;
}

function say(group: Group, text: string): void {
	if (text === "") return;
	group.text.push(text);
	if (group.isDeleted) group.deleted.push(text);
	else if (group.isHidden) group.hidden.push(text);
}

function control(group: Group, word: string, number: string | undefined): void {
	if ((group.word === "" || group.word === optional) && (Object.hasOwn(groups, word) || destinations.has(word)))
		group.word = word;
	if (word === "v") group.isHidden = number !== "0";
	else if (word === "deleted") group.isDeleted = number !== "0";
	else if (word === "plain") group.isHidden = group.isDeleted = false;
	else if (word === "u" && number !== undefined) say(group, String.fromCharCode(Number(number) & 0xffff));
	else if (word === "par" || word === "tab") say(group, " ");
	else if (word.startsWith("rsid") && number !== undefined) group.numbers[number] = 1;
	else if (number !== undefined) group.numbers[word] = Number(number);
}

const destinations = new Set([
	"revtbl",
	"atnauthor",
	"annotation",
	"rsidtbl",
	"objdata",
	"fldinst",
	"propname",
	"staticval",
	"pict",
	"fonttbl",
	"colortbl",
	"stylesheet",
]);

function timeOf({ yr = 0, mo = 1, dy = 1, hr = 0, min = 0 }: Record<string, number>): string {
	if (yr === 0) return "";
	const pad = (value: number) => String(value).padStart(2, "0");
	return `${yr}-${pad(mo)}-${pad(dy)} ${pad(hr)}:${pad(min)}`;
}
