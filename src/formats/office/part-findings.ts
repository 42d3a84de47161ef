// What the parts say that go whole: thumbnails, printers, people, labels, custom data.

import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
import { baseName } from "../archive-plan";
import { attributeOf, textBetween, walkXml, type XmlBytes } from "../containers/xml";
import type { ZipEntry } from "../containers/zip";
import { excerpt } from "../readable";
import type { ChangeLog } from "./change-log";
import { pathFinding, userPathsIn } from "./local-path";

export function thumbnailFinding({ name, method, dataStart, size }: ZipEntry): Finding {
	const mime = /\.jpe?g$/i.test(name) ? "image/jpeg" : /\.png$/i.test(name) ? "image/png" : undefined;
	return {
		...{ kind: "thumbnail", severity: "high", source: "ZIP", tag: "Thumbnail" },
		value: phrase("earlierPage", baseName(name)),
		...(mime &&
			method === 0 && { picture: { type: "image", mime, range: { start: dataStart, end: dataStart + size } } }),
	};
}

/** Printer settings are a Windows DEVMODE: the printer's name comes first, in UTF-16. */
export function printerFinding(part: Uint8Array<ArrayBuffer>): Finding {
	const name = new TextDecoder("utf-16le").decode(part.subarray(0, 64)).split("\0")[0] ?? "";
	const isName = /^[\x20-\x7e\u00a0-\u024f]{2,}$/.test(name);
	return {
		...{ kind: "device", severity: "high", source: "DEVMODE", tag: "PrinterSettings" },
		value: isName ? name : phrase("printerSettings"),
	};
}

/** Macros stay unless they are asked to go, and with them where they were written. */
export function macroFindings(source: string, part: Uint8Array<ArrayBuffer>): Finding[] {
	const project = { kind: "hidden-media", severity: "medium", source, tag: "Macros" } as const;
	return [
		{ ...project, value: phrase("macroProject"), choice: "macros" },
		...pathFinding(source, userPathsIn(part)).map((finding): Finding => ({ ...finding, choice: "macros" })),
	];
}

/** The findings of an XML part that goes whole, by the type of the relationship that leads to it. */
export function goneFindings(type: string, xml: XmlBytes, log: ChangeLog): Finding[] {
	switch (type) {
		case "people":
			walkXml(xml, (tag) => {
				const author = tag.name === "person" ? attributeOf(xml, tag, "author") : undefined;
				if (author) log.authors.push(author);
			});
			return [];
		case "commentAuthors":
		case "authors":
			walkXml(xml, (tag) => {
				const name = /^(?:cmAuthor|author)$/.test(tag.name) ? attributeOf(xml, tag, "name") : undefined;
				if (name) log.authors.push(name);
			});
			return [];
		case "usernames":
		case "revisionHeaders":
		case "changesInfo":
		case "revisionInfo":
			return [
				{
					kind: "history",
					severity: "high",
					source: "OOXML",
					tag: "RevisionLog",
					value: namesIn(xml) || phrase("editLog"),
				},
			];
		case "classificationlabels":
			return [
				{
					kind: "person",
					severity: "high",
					source: "OOXML",
					tag: "SensitivityLabel",
					value: namesIn(xml) || phrase("organisationLabel"),
				},
			];
		case "origin":
			return [
				{
					kind: "person",
					severity: "high",
					source: "OOXML",
					tag: "DigitalSignature",
					value: phrase("signed"),
					breaks: true,
				},
			];
		case "commentsIds":
		case "commentsExtensible":
			return [];
		default:
			return [customFinding(type, xml)];
	}
}

function customFinding(type: string, xml: XmlBytes): Finding {
	const text = excerpt(textBetween(xml, 0, xml.text.length));
	const tag = type === "customXml" ? "CustomXML" : type;
	return {
		kind: "text",
		severity: "medium",
		source: "OOXML",
		tag,
		value: text || phrase("aProgramsData"),
	};
}

/** Values of attributes that name someone or something. */
function namesIn(xml: XmlBytes): string {
	const names = [...xml.text.matchAll(/\s(?:\w+:)?(?:name|userName|siteId)="([^"]+)"/g)].map((match) => match[1] ?? "");
	return excerpt([...new Set(names)].slice(0, 6).join(", "));
}
