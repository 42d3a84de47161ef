// Property sets of old Office documents: summary and document summary. https://learn.microsoft.com/openspecs/windows_protocols/ms-oleps

import type { Finding, FindingKind, Severity } from "../../core/finding";
import { type Phrase, phrase } from "../../core/phrase";
import { excerpt } from "../readable";

type Known = readonly [kind: FindingKind, severity: Severity, tag: string];

const summary: Record<number, Known> = {
	2: ["text", "medium", "Title"],
	3: ["text", "medium", "Subject"],
	4: ["person", "high", "Author"],
	5: ["text", "medium", "Keywords"],
	6: ["text", "medium", "Comments"],
	7: ["software", "low", "Template"],
	8: ["person", "high", "LastModifiedBy"],
	9: ["history", "medium", "RevisionNumber"],
	10: ["history", "medium", "TotalEditTime"],
	11: ["time", "high", "LastPrinted"],
	12: ["time", "high", "CreateDate"],
	13: ["time", "high", "ModifyDate"],
	17: ["thumbnail", "high", "Thumbnail"],
	18: ["software", "low", "Software"],
};

const documentSummary: Record<number, Known> = {
	2: ["text", "medium", "Category"],
	14: ["person", "high", "Manager"],
	15: ["person", "high", "Company"],
};

const maxProperties = 1000;

/** What a property set says; one that contradicts itself gives what came before. */
export function propertySetFindings(name: string, bytes: Uint8Array): Finding[] {
	const known = name.includes("Document") ? documentSummary : summary;
	const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const findings: Finding[] = [];
	if (bytes.length < 56) return findings;
	const section = data.getUint32(44, true);
	if (section + 8 > bytes.length) return findings;
	const count = Math.min(data.getUint32(section + 4, true), maxProperties);
	for (let index = 0; index < count; index++) {
		const at = section + 8 + index * 8;
		if (at + 8 > bytes.length) break;
		const property = known[data.getUint32(at, true)];
		const value = property && valueAt(data, section + data.getUint32(at + 4, true), property[2]);
		if (!property || !value) continue;
		const [kind, severity, tag] = property;
		findings.push({ kind, severity, source: "OLE", tag, value });
	}
	return findings;
}

function valueAt(data: DataView, at: number, tag: string): string | Phrase | undefined {
	if (at + 8 > data.byteLength) return undefined;
	switch (data.getUint16(at, true)) {
		case 3: // 32-bit number
			return String(data.getInt32(at + 4, true));
		case 30: // bytes in a code page
			return text(data, at + 8, data.getUint32(at + 4, true), "windows-1252");
		case 31: // UTF-16
			return text(data, at + 8, data.getUint32(at + 4, true) * 2, "utf-16le");
		case 64: // file time
			return at + 12 <= data.byteLength ? fileTime(data.getBigUint64(at + 4, true), tag) : undefined;
		case 71: // clipboard picture
			return "a picture of the first page";
		default:
			return undefined;
	}
}

function text(data: DataView, at: number, size: number, encoding: string): string {
	const bytes = new Uint8Array(
		data.buffer,
		data.byteOffset + at,
		Math.max(0, Math.min(size, data.byteLength - at, 10_000)),
	);
	return excerpt(new TextDecoder(encoding).decode(bytes).split("\0")[0] ?? "");
}

/** 100-nanosecond steps since 1601; the time spent editing is a length, not a date. */
function fileTime(value: bigint, tag: string): string | Phrase | undefined {
	if (value === 0n) return undefined;
	if (tag === "TotalEditTime") return phrase("minutes", { count: Number(value / 600_000_000n) });
	const milliseconds = Number(value / 10_000n) - 11_644_473_600_000;
	const date = new Date(milliseconds);
	return Number.isNaN(date.getTime())
		? undefined
		: date
				.toISOString()
				.replace("T", " ")
				.replace(/\.\d+Z$/, " UTC");
}
