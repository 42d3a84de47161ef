// File names that tell something: when a picture was taken, by which program it was saved or sent, and under which number.
import { type FileNameTells, fileNamePatterns } from "./file-name-patterns";
import type { Finding } from "./finding";

/** What a file's name gives away; `undefined` for a name that somebody chose. */
export function fileNameFinding(name: string): (Finding & { kind: FileNameTells }) | undefined {
	const composed = name.normalize("NFC"); // macOS names files in letters taken apart
	const found = fileNamePatterns.find(([, pattern]) => pattern.test(composed));
	return found && { kind: found[0], severity: "low", source: "File", tag: "FileName", value: name };
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
