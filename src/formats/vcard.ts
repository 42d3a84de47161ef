// vCard and iCalendar, which are people, places and times by their nature: read, never stripped.
// https://www.rfc-editor.org/rfc/rfc6350 https://www.rfc-editor.org/rfc/rfc5545

import type { Finding, FindingKind, Severity } from "../core/finding";
import { phrase } from "../core/phrase";
import type { Handler, ReadContext } from "./handler";
import { excerpt, listed } from "./readable";
import { base64Findings, readText } from "./text-file";

type Property = { name: string; parameters: string; value: string };

/** A note can be long. */
const longestShown = 80;

/** What a property tells; one finding for all of a name. */
const properties: Record<string, readonly [kind: FindingKind, severity: Severity]> = {
	TEL: ["person", "high"],
	EMAIL: ["person", "high"],
	ADR: ["location", "high"],
	BDAY: ["person", "high"],
	ORG: ["person", "medium"],
	NOTE: ["text", "medium"],
	URL: ["text", "low"],
	NICKNAME: ["person", "medium"],
	IMPP: ["person", "high"],
	"X-SOCIALPROFILE": ["person", "high"],
	RELATED: ["person", "high"],
	"X-ABRELATEDNAMES": ["person", "high"],
	MEMBER: ["person", "high"],
	ANNIVERSARY: ["person", "high"],
	GENDER: ["person", "medium"],
	TITLE: ["person", "medium"],
	ROLE: ["person", "medium"],
	CATEGORIES: ["text", "low"],
	GEO: ["location", "high"],
	LOCATION: ["location", "high"],
	ORGANIZER: ["person", "high"],
	ATTENDEE: ["person", "high"],
	CONTACT: ["person", "high"],
	DTSTART: ["time", "high"],
	SUMMARY: ["text", "medium"],
	DESCRIPTION: ["text", "medium"],
	COMMENT: ["text", "medium"],
	ATTACH: ["hidden-media", "medium"],
	"X-WR-CALNAME": ["person", "medium"],
	PRODID: ["software", "low"],
	REV: ["time", "low"],
	UID: ["tracking", "low"],
};

export const vcard: Handler = {
	format: "vcard",
	async read(source, context) {
		const lines = propertiesOf(await readText(source, context));
		const names = lines.filter(({ name }) => name === "FN" || name === "N").map(({ value }) => plain(value));
		const count = lines.filter(({ name, value }) => name === "BEGIN" && /^VCARD$/i.test(value)).length;
		const contacts: Finding = {
			...{ kind: "person", severity: "high", source: "vCard", tag: "Contacts" },
			value: phrase("contacts", { count }, listed(names)),
		};
		return {
			format: "vcard",
			findings: [contacts, ...propertyFindings("vCard", lines), ...(await photoFindings(lines, context))],
		};
	},
};

export const icalendar: Handler = {
	format: "icalendar",
	async read(source, context) {
		const lines = propertiesOf(await readText(source, context));
		const count = lines.filter(
			({ name, value }) => name === "BEGIN" && /^(?:VEVENT|VTODO|VJOURNAL)$/i.test(value),
		).length;
		const entries: Finding = {
			...{ kind: "time", severity: "high", source: "iCalendar", tag: "Entries" },
			value: phrase("calendarEntries", { count }),
		};
		return { format: "icalendar", findings: [entries, ...propertyFindings("iCalendar", lines)] };
	},
};

function propertyFindings(source: string, lines: readonly Property[]): Finding[] {
	const values = new Map<string, string[]>();
	for (const { name, parameters, value } of lines) {
		if (!(name in properties) || value === "") continue;
		const common = /CN="?([^";:]+)/i.exec(parameters)?.[1];
		const shown = common ? `${common} (${plain(value)})` : plain(value);
		values.set(name, [...(values.get(name) ?? []), shown]);
	}
	return [...values].flatMap(([name, all]) => {
		const [kind, severity] = properties[name] ?? [];
		if (!kind || !severity) return [];
		return [
			{
				kind,
				severity,
				source,
				tag: name,
				value: listed(
					all.map((text) => excerpt(text, longestShown)),
					3,
				),
			},
		];
	});
}

async function photoFindings(lines: readonly Property[], context: ReadContext): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const { name, parameters, value } of lines) {
		if (name !== "PHOTO" && name !== "LOGO") continue;
		const isData = /ENCODING=(?:b|BASE64)/i.test(parameters) || value.startsWith("data:");
		if (isData) findings.push(...(await base64Findings(value.replace(/^data:[^,]*,/, ""), "photo", context)));
	}
	return findings;
}

/** Lines unfolded: one that starts with a space goes on from the one before. */
function propertiesOf(text: string): Property[] {
	const result: Property[] = [];
	for (const line of text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
		const match = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:[^":]|"[^"]*")*)?):(.*)$/.exec(line);
		if (match)
			result.push({ name: (match[1] ?? "").toUpperCase(), parameters: match[2] ?? "", value: (match[3] ?? "").trim() });
	}
	return result;
}

function plain(value: string): string {
	return value
		.replace(/^mailto:|^tel:/i, "")
		.replace(/\\n/gi, " ")
		.replace(/\\([,;\\])/g, "$1")
		.replace(/;+/g, " ")
		.trim();
}
