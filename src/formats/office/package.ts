// An OPC package: its parts, what points to what, and what is left when links go. ECMA-376 part 2
import type { Finding, FindingKind } from "../../core/finding";
import type { Piece } from "../../core/inspection";
import type { Keep } from "../../core/keep";
import { type ArchivePlan, baseName, planPieces, unpackEntry } from "../archive-plan";
import type { ByteSource } from "../containers/byte-source";
import { attributeOf, type XmlBytes, xmlOf } from "../containers/xml";
import { type ChoiceEdit, editXml, goesUnder } from "../containers/xml-edits";
import type { ZipEntry } from "../containers/zip";
import type { ReadContext } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import type { OnProgress } from "../progress";
import { excerpt, listed } from "../readable";
import { asideEdits } from "./asides";
import { type ChangeLog, emptyLog } from "./change-log";
import { withoutFolders } from "./local-path";
import { partOfRels, type Relationship, relationshipsOf, relsOfPart } from "./relationships";

export const contentTypes = "[Content_Types].xml";

/** The kinds of document by the folder of their main part. */
const labels = { word: "DOCX", xl: "XLSX", ppt: "PPTX", visio: "VSDX" } as const;

/** What leads to the main part; `document` is Visio's. */
const mainTypes = new Set(["officeDocument", "document"]);

export type Package = {
	source: ByteSource;
	context: ReadContext;
	entries: readonly ZipEntry[];
	entryOf: ReadonlyMap<string, ZipEntry>;
	relationships: Relationship[];
	/** The first relationship that leads to a part, and all that a part holds. */
	incoming: ReadonlyMap<string, Relationship>;
	outgoing: ReadonlyMap<string, readonly Relationship[]>;
	/** Places in `[Content_Types].xml` that name one part each. */
	overrides: { part: string; start: number; end: number }[];
	plan: ArchivePlan;
	log: ChangeLog;
	label: string;
	mainPart: string;
};

/**
 * Reads what ties the parts together.
 * @throws InvalidFileError when it is no package, or has two parts of one name.
 */
export async function openPackage(
	source: ByteSource,
	entries: readonly ZipEntry[],
	context: ReadContext,
): Promise<Package> {
	requireUnique(entries);
	const plan: ArchivePlan = new Map();
	const log = emptyLog();
	const relationships: Relationship[] = [];
	const overrides: Package["overrides"] = [];
	const asidesOf = (xml: XmlBytes) => asideEdits(xml, (words) => log.asides.push(words));
	for (const entry of entries) {
		const from = partOfRels(entry.name);
		if (from === undefined && entry.name !== contentTypes) continue;
		const xml = xmlOf(await unpackEntry(source, entry, context));
		if (from === undefined) {
			overrides.push(...overridesOf(xml));
			plan.set(entry.name, { type: "edit", bytes: xml.bytes, edits: asidesOf(xml) });
			continue;
		}
		const found = relationshipsOf(from, xml);
		relationships.push(...found.relationships);
		log.paths.push(...found.paths);
		plan.set(entry.name, { type: "edit", bytes: xml.bytes, edits: [...found.edits, ...asidesOf(xml)] });
	}
	// A list of those who may comment, where nobody did, only names them.
	const hasComments = relationships.some(({ type }) => type === "comments");
	for (const relationship of relationships) {
		if (!hasComments && /^(?:commentAuthors|authors)$/.test(relationship.type)) relationship.goes = {};
	}
	const main = relationships.find(({ from, type }) => from === "" && mainTypes.has(type));
	if (main === undefined) throw new InvalidFileError("damaged", "no relationship leads to a document");
	const label = Object.entries(labels).find(([folder]) => main.target.startsWith(`${folder}/`))?.[1] ?? "OOXML";
	const entryOf = new Map(entries.map((entry) => [entry.name, entry]));
	const incoming = new Map(
		relationships.flatMap((one): [string, Relationship][] => (one.isExternal ? [] : [[one.target, one]])).reverse(),
	);
	const outgoing = bySource(relationships);
	const links = { relationships, incoming, outgoing };
	return { source, context, entries, entryOf, ...links, overrides, plan, log, label, mainPart: main.target };
}

/** Adds edits to those already planned for a part, whose bytes are `xml`. */
export function planEdits(file: Package, part: string, xml: XmlBytes, edits: readonly ChoiceEdit[]): void {
	if (edits.length === 0) return;
	const step = file.plan.get(part);
	const planned = step?.type === "edit" ? step.edits : [];
	file.plan.set(part, { type: "edit", bytes: xml.bytes, edits: [...planned, ...edits] });
}

/**
 * Links to other files: workbooks, pictures, objects that the document fetches, and what goes. What a reader may click on is
 * content, but a way out of the document's folder names others.
 */
export function linkFindings({ relationships, label }: Package): Finding[] {
	const outside = relationships.filter(({ isExternal }) => isExternal);
	const links = outside.filter(
		({ type, goes, target }) => !goes && (type !== "hyperlink" || /^\.\.[\\/]/.test(withoutFolders(target))),
	);
	const targets = links.map(({ target }) => withoutFolders(target));
	const of = (kind: FindingKind, names: readonly string[]): Finding[] =>
		names.length === 0
			? []
			: [{ kind, severity: "medium", source: label, tag: "ExternalLink", value: listed(names), stays: true }];
	const isRemote = (target: string) => /^(?:https?|ftp):/i.test(target);
	const going = outside.filter(({ goes }) => goes && goes.choice === undefined);
	return [
		...going.map(({ type, target }): Finding => {
			return { kind: "person", severity: "medium", source: label, tag: `Link:${type}`, value: excerpt(target) };
		}),
		...of("tracking", targets.filter(isRemote)),
		...of(
			"text",
			targets.filter((target) => !isRemote(target)),
		),
	];
}

/** Parts that nothing points to: left behind by the program that wrote the file. */
export function orphanFindings({ entries, relationships, label }: Package): Finding[] {
	const reached = reachedParts(relationships);
	const orphans = entries.filter(({ name }) => !name.endsWith("/") && !belongs(name, reached));
	if (orphans.length === 0) return [];
	const value = listed(orphans.map(({ name }) => baseName(name)));
	return [{ kind: "hidden-media", severity: "medium", source: label, tag: "UnreferencedParts", value }];
}

/** The package without what goes under `keep`, and without what then nothing points to. */
export async function packagePieces(file: Package, keep: Keep, onProgress?: OnProgress): Promise<readonly Piece[]> {
	const { entries, relationships, overrides, plan } = file;
	const isGoing = ({ goes }: Relationship) => goes !== undefined && goesUnder(goes.choice, keep);
	const reached = reachedParts(relationships.filter((relationship) => !isGoing(relationship)));
	const final: ArchivePlan = new Map(plan);
	const kept = new Set<string>();
	for (const { name } of entries) {
		if (belongs(name, reached)) kept.add(name);
		else final.set(name, { type: "drop" });
	}
	const addEdits = (part: string, edits: readonly ChoiceEdit[]) => {
		const step = final.get(part);
		if (step?.type === "edit") final.set(part, { ...step, edits: [...step.edits, ...edits] });
	};
	for (const [from, links] of bySource(relationships.filter(isGoing))) addEdits(relsOfPart(from), links);
	addEdits(
		contentTypes,
		overrides.filter(({ part }) => !kept.has(part)),
	);
	return planPieces(entries, final, keep, onProgress);
}

function belongs(name: string, reached: ReadonlySet<string>): boolean {
	return name === contentTypes || reached.has(partOfRels(name) ?? name);
}

function reachedParts(relationships: readonly Relationship[]): Set<string> {
	const outgoing = bySource(relationships);
	const reached = new Set([""]);
	for (const part of reached) {
		for (const { target, isExternal } of outgoing.get(part) ?? []) if (!isExternal) reached.add(target);
	}
	return reached;
}

function bySource(relationships: readonly Relationship[]): Map<string, Relationship[]> {
	const result = new Map<string, Relationship[]>();
	for (const relationship of relationships) {
		const others = result.get(relationship.from);
		if (others) others.push(relationship);
		else result.set(relationship.from, [relationship]);
	}
	return result;
}

function overridesOf(xml: XmlBytes): Package["overrides"] {
	const overrides: Package["overrides"] = [];
	editXml(xml, (tag, editor) => {
		if (tag.name !== "Override") return;
		const part = (attributeOf(xml, tag, "PartName") ?? "").replace(/^\//, "");
		editor.onClose(tag, (_, __, end) => overrides.push({ part, start: tag.start, end }));
	});
	return overrides;
}

function requireUnique(entries: readonly ZipEntry[]): void {
	const names = new Set(entries.map(({ name }) => name.toLowerCase()));
	if (names.size < entries.length) throw new InvalidFileError("damaged", "two parts of one name");
}
