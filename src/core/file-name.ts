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

/** The same name, or a plain one in the place of a name that tells something: what the file is, and its extension. */
export function nameWithoutTraces(name: string): string {
	return fileNameFinding(name) === undefined ? name : plainFileName(name);
}

/** Such names for files that go together, several of a kind numbered. */
export function namesWithoutTraces(names: readonly string[]): string[] {
	const taken = new Set<string>();
	return names.map((before) => {
		const plain = nameWithoutTraces(before);
		let name = plain;
		for (let number = 2; plain !== before && taken.has(name); number++) name = plainFileName(plain, number);
		taken.add(name);
		return name;
	});
}

/** The same file under another name. Its bytes and its time of change stay. */
export function renamed(file: File, name: string): File {
	return name === file.name ? file : new File([file], name, { type: file.type, lastModified: file.lastModified });
}

const words: readonly [RegExp, string][] = [
	[/^(jpe?g|png|gif|webp|hei[cf]|avif|jxl|tiff?|dng|svgz?|bmp|ico|jp2|psd|raw|arw|cr[23]|nef)$/, "picture"],
	[/^(mp4|m4v|mov|3gp|mkv|webm|avi)$/, "video"],
	[/^(mp3|m4a|aac|ogg|opus|flac|wav|aiff?)$/, "sound"],
	[/^(pdf|docx?|xlsx?|pptx?|od[tsp]|epub|rtf|txt|csv)$/, "document"],
];

function plainFileName(name: string, number?: number): string {
	const [, extension = ""] = /\.([A-Za-z0-9]{1,5})$/.exec(name.toLowerCase()) ?? [];
	const word = words.find(([extensions]) => extensions.test(extension))?.[1] ?? "file";
	return `${word}${number === undefined ? "" : `-${number}`}${extension && `.${extension}`}`;
}
