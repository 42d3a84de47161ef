// Property sets of old Office documents: summary and document summary. https://learn.microsoft.com/openspecs/windows_protocols/ms-oleps

import type { Finding, FindingKind, Severity } from "../../core/finding";
import { type Phrase, phrase } from "../../core/phrase";
import { excerpt } from "../readable";
import { customFindings } from "./properties";

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

/** Code pages by number, as far as browsers know them; Windows' own are named after their number. MS-UCODEREF 2.2.1 */
const encodings: Record<number, string> = {
	...{ 874: "windows-874", 932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5" },
	...{ 1200: "utf-16le", 10000: "macintosh", 65001: "utf-8" },
};

type Section = { data: DataView; start: number; encoding: string; places: ReadonlyMap<number, number> };

/** What a property set says; one that contradicts itself gives what came before. */
export function propertySetFindings(name: string, bytes: Uint8Array): Finding[] {
	const isDocument = name.includes("Document");
	const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const section = sectionAt(data, 44);
	if (!section) return [];
	const findings: Finding[] = [];
	for (const [id, at] of section.places) {
		const property = (isDocument ? documentSummary : summary)[id];
		const value = property && valueAt(section, at, property[2]);
		if (!property || !value) continue;
		const [kind, severity, tag] = property;
		findings.push({ kind, severity, source: "OLE", tag, value });
	}
	const own = isDocument && data.getUint32(24, true) > 1 ? sectionAt(data, 64) : undefined;
	return own ? [...findings, ...ownFindings(own)] : findings;
}

/** The section whose place stands at `at`. */
function sectionAt(data: DataView, at: number): Section | undefined {
	if (at + 12 > data.byteLength) return undefined;
	const start = data.getUint32(at, true);
	if (start + 8 > data.byteLength) return undefined;
	const places = new Map<number, number>();
	const count = Math.min(data.getUint32(start + 4, true), maxProperties);
	for (let row = start + 8; row + 8 <= data.byteLength && places.size < count; row += 8)
		places.set(data.getUint32(row, true), start + data.getUint32(row + 4, true));
	const page = places.get(1);
	const number = page !== undefined && page + 6 <= data.byteLength ? data.getUint16(page + 4, true) : 1252;
	const windows = number >= 1250 && number <= 1258 ? `windows-${number}` : "windows-1252";
	return { data, start, encoding: encodings[number] ?? windows, places };
}

/** Properties that people name as they like: the first one says how the others are called. MS-OLEPS 2.18 */
function ownFindings(section: Section): Finding[] {
	const { data, encoding, places } = section;
	const names = places.get(0);
	if (names === undefined || names + 4 > data.byteLength) return [];
	const said: [label: string, value: string][] = [];
	const isWide = encoding === "utf-16le";
	const count = Math.min(data.getUint32(names, true), maxProperties);
	for (let index = 0, at = names + 4; index < count && at + 8 <= data.byteLength; index++) {
		const id = data.getUint32(at, true);
		const size = data.getUint32(at + 4, true) * (isWide ? 2 : 1);
		const value = valueAt(section, places.get(id) ?? data.byteLength, "");
		if (typeof value === "string" && value !== "") said.push([text(data, at + 8, size, encoding), value]);
		at += 8 + (isWide ? Math.ceil(size / 4) * 4 : size);
	}
	return customFindings("OLE", said);
}

function valueAt({ data, encoding }: Section, at: number, tag: string): string | Phrase | undefined {
	if (at + 8 > data.byteLength) return undefined;
	switch (data.getUint16(at, true)) {
		case 3: // 32-bit number
			return String(data.getInt32(at + 4, true));
		case 5: // 64-bit number with a fraction
			return at + 12 <= data.byteLength ? String(data.getFloat64(at + 4, true)) : undefined;
		case 30: // bytes in a code page
			return text(data, at + 8, data.getUint32(at + 4, true), encoding);
		case 31: // UTF-16
			return text(data, at + 8, data.getUint32(at + 4, true) * 2, "utf-16le");
		case 64: // file time
			return at + 12 <= data.byteLength ? fileTime(data.getBigUint64(at + 4, true), tag) : undefined;
		case 71: // clipboard picture
			return phrase("firstPagePicture");
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
