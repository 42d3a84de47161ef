// What a document's property parts say: who wrote it, for whom, when, with what. ECMA-376 part 2, 11 and part 1, 22.2
import type { Finding, FindingKind, Severity } from "../../core/finding";
import { type Phrase, phrase } from "../../core/phrase";
import { textBetween, walkXml, type XmlBytes } from "../containers/xml";
import { own } from "../own";
import { excerpt, listed, readableTime } from "../readable";

type Field = readonly [kind: FindingKind, severity: Severity, tag: string];

/** Properties by local name, over core, extended and custom properties and OpenDocument's `meta.xml`. */
const fields: Record<string, Field> = {
	creator: ["person", "high", "Creator"],
	lastModifiedBy: ["person", "high", "LastModifiedBy"],
	"initial-creator": ["person", "high", "Initial-creator"],
	"printed-by": ["person", "high", "PrintedBy"],
	contributor: ["person", "high", "Contributor"],
	Company: ["person", "high", "Company"],
	Manager: ["person", "high", "Manager"],
	created: ["time", "high", "CreateDate"],
	modified: ["time", "high", "ModifyDate"],
	lastPrinted: ["time", "high", "LastPrinted"],
	date: ["time", "high", "Date"],
	"creation-date": ["time", "high", "Creation-date"],
	"print-date": ["time", "high", "Print-date"],
	revision: ["history", "medium", "RevisionNumber"],
	TotalTime: ["history", "medium", "TotalEditTime"],
	"editing-cycles": ["history", "medium", "Editing-cycles"],
	"editing-duration": ["history", "medium", "Editing-duration"],
	title: ["text", "medium", "Title"],
	subject: ["text", "medium", "Subject"],
	description: ["text", "medium", "Description"],
	keywords: ["text", "medium", "Keywords"],
	keyword: ["text", "medium", "Keyword"],
	category: ["text", "medium", "Category"],
	contentStatus: ["text", "medium", "ContentStatus"],
	contentType: ["text", "low", "ContentType"],
	identifier: ["tracking", "medium", "Identifier"],
	version: ["history", "low", "Version"],
	HyperlinkBase: ["text", "medium", "HyperlinkBase"],
	"user-defined": ["text", "medium", "User-defined"],
	Template: ["software", "low", "Template"],
	template: ["software", "low", "Template"],
	Application: ["software", "low", "Application"],
	AppVersion: ["software", "low", "AppVersion"],
	generator: ["software", "low", "Generator"],
};

const customKinds = ["person", "time", "text"] as const;

type CustomKind = (typeof customKinds)[number];

/** More of them than any program offers. */
const customShown = 40;

/** Of properties that people name as they like, the names that Office suggests and what is like them. */
const personLabel =
	/author|owner|publisher|editor|client|company|manager|typist|checked by|recorded by|received from|forward to|department|division|group|office$|e-?mail|phone|user/i;

function customKind(label: string, value: string): CustomKind {
	if (/^\d{4}-\d\d-\d\d(?:T|$)/.test(value)) return "time";
	return personLabel.test(label) ? "person" : "text";
}

/** What a part of properties says, by the names of its elements; numbers of pages and words say nothing. */
export function propertyFindings(source: string, xml: XmlBytes): Finding[] {
	const findings: Finding[] = [];
	const custom: [label: string, value: string][] = [];
	const titles: string[] = [];
	let label = "";
	walkXml(
		xml,
		(tag) => {
			const found = /\s(?:meta:)?name="([^"]*)"/.exec(xml.text.slice(tag.start, tag.end));
			if (tag.name === "property" || tag.name === "user-defined") label = found?.[1] ?? "";
			const title = /\sxlink:title="([^"]+)"/.exec(xml.text.slice(tag.start, tag.end));
			if (tag.name === "template" && title) findings.push(finding(source, fields.template, title[1] ?? ""));
		},
		(tag, start) => {
			const value = start > tag.end ? textBetween(xml, tag.end, start).trim() : "";
			if (tag.name === "property" || tag.name === "user-defined") {
				custom.push([label, value]);
				return;
			}
			if (tag.parent?.parent?.name === "TitlesOfParts") titles.push(value);
			if (value === "" || (tag.name === "TotalTime" && value === "0")) return;
			const field = own(fields, tag.name);
			if (field) findings.push(finding(source, field, value));
		},
	);
	if (titles.length > 0) {
		findings.push({ kind: "text", severity: "low", source, tag: "TitlesOfParts", value: listed(titles) });
	}
	return [...findings, ...customFindings(source, custom)];
}

/** Properties that people name as they like. */
export function customFindings(
	source: string,
	custom: readonly (readonly [label: string, value: string])[],
): Finding[] {
	return customKinds.flatMap((kind): Finding[] => {
		const said = custom.filter(([label, value]) => customKind(label, value) === kind);
		if (said.length === 0) return [];
		const lines = said.map(([label, value]) => (value === "" ? label : `${label}: ${excerpt(readableTime(value))}`));
		const severity = kind === "text" ? "medium" : "high";
		return [{ kind, severity, source, tag: "CustomProperties", value: lines.slice(0, customShown).join("; ") }];
	});
}

function finding(source: string, field: Field | undefined, value: string): Finding {
	const [kind, severity, tag] = field ?? ["unknown", "medium", "Property"];
	return { kind, severity, source, tag, value: readable(tag, kind, value) };
}

function readable(tag: string, kind: FindingKind, value: string): string | Phrase {
	if (kind === "time") return readableTime(value);
	if (tag === "TotalEditTime" && /^\d{1,9}$/.test(value)) return phrase("minutes", { count: Number(value) });
	if (tag === "Editing-duration")
		return value
			.replace(/^P(?:T)?/, "")
			.replace(/\.\d+/, "")
			.toLowerCase();
	return excerpt(value);
}
