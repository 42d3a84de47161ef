// OpenDocument: ODT, ODS, ODP, ODG and their templates. https://docs.oasis-open.org/office/OpenDocument/v1.3/

import type { Finding, KeepChoice } from "../core/finding";
import { phrase } from "../core/phrase";
import {
	type ArchivePlan,
	baseName,
	planPieces,
	readArchive,
	readNested,
	unpackEntry,
	zipFindings,
} from "./archive-plan";
import { attributeOf, attributesOf, attributeText, walkXml, type XmlBytes, xmlOf } from "./containers/xml";
import { editXml } from "./containers/xml-edits";
import { hasTwins, type ZipEntry } from "./containers/zip";
import type { Handler, ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { asideEdits } from "./office/asides";
import { emptyLog, logFindings } from "./office/change-log";
import { odfHiddenRule } from "./office/odf-hidden";
import { odfRule } from "./office/odf-rule";
import { noStyles, type OdfStyles } from "./office/odf-styles";
import { thumbnailFinding } from "./office/part-findings";
import { propertyFindings } from "./office/properties";
import { rdfRule } from "./office/rdf-rule";
import { excerpt, listed } from "./readable";
import { unreadFinding } from "./unread-finding";

const manifest = "META-INF/manifest.xml";

/** Entries that go whole. */
const going: readonly { matches: RegExp; choice?: KeepChoice }[] = [
	{ matches: /(?:^|\/)meta\.xml$/ },
	{ matches: /(?:^|\/)Thumbnails\// },
	{ matches: /(?:^|\/)(?:Versions\/|VersionList\.xml$)/ },
	{ matches: /^META-INF\/(?!manifest\.xml$)./ },
	{ matches: /(?:^|\/)layout-cache$/ },
	{ matches: /(?:^|\/)(?:Basic|Scripts)\//, choice: "macros" },
];

export const odf: Handler = {
	format: "odf",
	async read(source, context) {
		const archive = await readArchive(source, context);
		const { entries } = archive;
		if (hasTwins(entries)) throw new InvalidFileError("damaged", "two entries of one name");
		const manifestEntry = entries.find(({ name }) => name === manifest);
		if (!manifestEntry) throw new InvalidFileError("damaged", "no manifest");
		const manifestXml = xmlOf(await unpackEntry(source, manifestEntry, context));
		requireOpen(manifestXml);
		const plan: ArchivePlan = new Map();
		const log = emptyLog();
		const asidesOf = (xml: XmlBytes) => asideEdits(xml, (words) => log.asides.push(words));
		const findings: Finding[] = [...zipFindings(archive)];
		const styles = new Map<string, OdfStyles>();
		const stylesOf = (name: string) => {
			const folder = name.slice(0, name.lastIndexOf("/") + 1);
			const common = styles.get(folder) ?? noStyles();
			styles.set(folder, common);
			return common;
		};
		// The styles that all parts of a document share are in a part of their own.
		for (const entry of entries.toSorted((a, b) => Number(isStyles(b)) - Number(isStyles(a)))) {
			const gone = going.find(({ matches }) => matches.test(entry.name));
			if (gone) {
				plan.set(entry.name, { type: "drop", choice: gone.choice });
				if (!entry.name.endsWith("/")) findings.push(...(await goneFindings(source, entry, context)));
			} else if (/\.(?:xml|rdf)$/.test(entry.name) && entry.name !== manifest && entry.size > 0) {
				const xml = xmlOf(await unpackEntry(source, entry, context));
				const rules = entry.name.endsWith(".rdf")
					? [rdfRule(log)]
					: [odfRule(log), odfHiddenRule(log, stylesOf(entry.name))];
				const edits = [...editXml(xml, ...rules), ...asidesOf(xml)];
				if (edits.length > 0) plan.set(entry.name, { type: "edit", bytes: xml.bytes, edits });
			} else if (!/^(?:mimetype|META-INF\/.*|.*\/)$/.test(entry.name)) {
				const nested = await readNested(source, entry, context, plan);
				const isFont = /(?:^|\/)Fonts\//.test(entry.name);
				findings.push(...(nested ?? (isFont ? [] : [unreadFinding(baseName(entry.name), "wasNotChecked")])));
			}
		}
		const aboutEntries = [...manifestEdits(manifestXml), ...asidesOf(manifestXml)];
		plan.set(manifest, { type: "edit", bytes: manifestXml.bytes, edits: aboutEntries });
		findings.push(...logFindings("ODF", log));
		return {
			format: "odf",
			findings: onePerValue(findings),
			strip: (keep, onProgress) => planPieces(entries, plan, keep, onProgress),
		};
	},
};

function isStyles({ name }: ZipEntry): boolean {
	return baseName(name) === "styles.xml";
}

async function goneFindings(
	source: Parameters<Handler["read"]>[0],
	entry: ZipEntry,
	context: ReadContext,
): Promise<Finding[]> {
	const { name } = entry;
	if (name.includes("Thumbnails/")) return [thumbnailFinding(entry)];
	const base = baseName(name);
	if (base === "layout-cache") return [];
	if (base === "meta.xml") return propertyFindings("meta.xml", xmlOf(await unpackEntry(source, entry, context)));
	if (name.startsWith("META-INF/") && !/signatures/i.test(base)) {
		return [{ kind: "hidden-media", severity: "medium", source: "ODF", tag: "UnreferencedParts", value: base }];
	}
	if (name.startsWith("META-INF/")) {
		const xml = xmlOf(await unpackEntry(source, entry, context));
		const signer = /<X509SubjectName>([^<]*)/i.exec(xml.text)?.[1];
		const value = signer ? phrase("signedBy", excerpt(signer)) : phrase("signed");
		return [{ kind: "person", severity: "high", source: "ODF", tag: "DigitalSignature", value, breaks: true }];
	}
	if (/(?:^|\/)(?:Basic|Scripts)\//.test(name)) {
		return [
			{
				kind: "hidden-media",
				severity: "medium",
				source: "ODF",
				tag: "Macros",
				value: phrase("macros"),
				choice: "macros",
			},
		];
	}
	const versions = base === "VersionList.xml" ? versionNames(xmlOf(await unpackEntry(source, entry, context))) : [];
	const value = versions.length > 0 ? phrase("earlierVersions", listed(versions)) : phrase("earlierVersion");
	return [{ kind: "history", severity: "high", source: "ODF", tag: "Versions", value }];
}

function versionNames(xml: XmlBytes): string[] {
	const names: string[] = [];
	walkXml(xml, (tag) => {
		if (tag.name !== "version-entry") return;
		names.push(
			attributesOf(xml, tag)
				.map((attribute) => attributeText(xml, attribute))
				.join(" "),
		);
	});
	return names;
}

/** What the manifest says of entries that go. */
function manifestEdits(xml: XmlBytes) {
	return editXml(xml, (tag, editor) => {
		if (tag.name !== "file-entry") return;
		const path = attributeOf(xml, tag, "full-path") ?? "";
		const gone = going.find(({ matches }) => matches.test(path));
		if (gone) editor.remove(tag, gone.choice);
	});
}

function requireOpen(xml: XmlBytes): void {
	walkXml(xml, (tag) => {
		if (tag.name === "encryption-data") throw new InvalidFileError("encrypted", "entries are encrypted");
	});
}

function onePerValue(findings: readonly Finding[]): Finding[] {
	const seen = new Set<string>();
	return findings.filter(({ tag, source, value }) => {
		const key = JSON.stringify([tag, source, value]);
		return !seen.has(key) && seen.add(key);
	});
}
