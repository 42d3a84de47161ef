// File names that tell something: when a picture was taken, and by which program it was saved or sent.
import type { Finding } from "./finding";

const day = "(?:19|20)\\d{2}[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\\d|3[01])";

/** What cameras, phones and messengers call their files. */
const patterns: readonly [RegExp, Pick<Finding, "kind" | "tag">][] = [
	[new RegExp(`(?:^|[^0-9])${day}(?:[^0-9]|$)`), { kind: "time", tag: "FileName" }],
	[/^(?:IMG|DSC|DSCN|DSCF|DJI|GOPR|GH\d{2}|PXL|MVI|VID|P\d{3}|_MG)[-_]?\d{4,}/i, { kind: "device", tag: "FileName" }],
	[
		/^(?:WhatsApp|Signal|Telegram|Screenshot|Screen Shot|Bildschirmfoto|Capture|photo_|received_|FB_IMG)/i,
		{ kind: "software", tag: "FileName" },
	],
];

/** What a file's name gives away; `undefined` for a name that somebody chose. */
export function fileNameFinding(name: string): Finding | undefined {
	const found = patterns.find(([pattern]) => pattern.test(name));
	return found && { ...found[1], severity: "low", source: "File", value: name };
}

/** A name that tells nothing: what it is, and its extension. `number` keeps several apart. */
export function plainFileName(name: string, type: string, number?: number): string {
	const [, extension = ""] = /(\.[A-Za-z0-9]{1,5})$/.exec(name) ?? [];
	const [kind = ""] = type.split("/");
	const word = plainWords[kind] ?? "file";
	return `${word}${number === undefined ? "" : `-${number}`}${extension.toLowerCase()}`;
}

const plainWords: Readonly<Record<string, string>> = { image: "picture", video: "video", audio: "sound", text: "text" };
