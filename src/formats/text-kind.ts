// Which kind of text a file is. Text has no signature: only what says itself what it is, is claimed; all else stays unknown.

const kinds = [
	{ format: "rtf", matches: (text) => text.startsWith("{\\rtf") },
	{ format: "vcard", matches: (text) => /^\s*BEGIN:VCARD\r?\n/i.test(text) },
	{ format: "icalendar", matches: (text) => /^\s*BEGIN:VCALENDAR\r?\n/i.test(text) },
	{
		format: "html",
		matches: (text) => /^<(?:!doctype\s+html|html|head|body)[\s>]/i.test(behindPrologue(text)),
	},
	{
		format: "flat-odf",
		matches: (text) => /^<office:document[\s>]/.test(behindPrologue(text)),
	},
	{ format: "front-matter", matches: (text) => frontMatter.test(text) },
	{ format: "csv", matches: isContactList },
] as const satisfies readonly { format: string; matches: (text: string) => boolean }[];

export type TextKind = (typeof kinds)[number]["format"];

/** A line of dashes, lines of `key: value`, a line of dashes: Markdown and plain text with properties in front. */
export const frontMatter =
	/^---[ \t]*\r?\n((?:[ \t#-].*\r?\n|[\w][\w .-]*:.*\r?\n|\r?\n)+?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

/** Columns that hold people, as address books export them. */
export const contactColumn =
	/^"?(?:(?:first|last|given|family|middle|full|display)[ _-]?name|e-?mail.*|phone.*|mobile.*|birthday|home (?:address|street|phone).*|business phone.*|vorname|nachname|telefon.*)"?$/i;

export function textKindOf(head: Uint8Array): TextKind | undefined {
	const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
	const text = String.fromCharCode(...head.subarray(start));
	if (head.includes(0)) return text.startsWith("{\\rtf") ? "rtf" : undefined; // it may hold bytes as they are
	return kinds.find(({ matches }) => matches(text))?.format;
}

/** The text behind its declaration and comments, each of which ends at the first mark that can end it. */
function behindPrologue(text: string): string {
	return text.replace(/^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*/, "");
}

/** The first line names two columns at least that only a list of people has. */
function isContactList(text: string): boolean {
	const line = /^[^\r\n]{3,}(?=[\r\n])/.exec(text)?.[0] ?? "";
	return line.split(/[,;\t]/).filter((column) => contactColumn.test(column.trim())).length >= 2;
}
