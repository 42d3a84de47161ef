// OPC relationships: which part points to which, and which of these links go. https://ecma-international.org/publications-and-standards/standards/ecma-376/ (part 2)
import type { KeepChoice } from "../../core/finding";
import { baseName } from "../archive-plan";
import { attributeOf, attributeText, type XmlBytes } from "../containers/xml";
import { type ChoiceEdit, editXml } from "../containers/xml-edits";
import { own } from "../own";
import { withoutFolders } from "./local-path";

export type Relationship = {
	/** The part that holds it; empty for the package itself. */
	from: string;
	id: string;
	/** The last word of its type: `comments`. */
	type: string;
	/** The part it points to, or an address outside the package. */
	target: string;
	isExternal: boolean;
	/** Whether it goes: always, unless a choice keeps it, or never. */
	goes: { choice?: KeepChoice } | undefined;
	/** Its place in the `.rels` part. */
	start: number;
	end: number;
};

/** Links whose targets serve no reader: what is said about the document, not in it. */
const goingTypes: Record<string, { choice?: KeepChoice }> = {
	"core-properties": {},
	"extended-properties": {},
	"custom-properties": {},
	thumbnail: {},
	customXml: {},
	printerSettings: {},
	attachedTemplate: {},
	people: {},
	revisionHeaders: {},
	usernames: {},
	changesInfo: {},
	revisionInfo: {},
	classificationlabels: {},
	origin: {},
	mailMergeSource: {},
	mailMergeHeaderSource: {},
	recipientData: {},
	commentsIds: {},
	commentsExtensible: {},
	documenttasks: {},
	tags: {},
	customData: {},
	comments: { choice: "comments" },
	commentsExtended: { choice: "comments" },
	commentAuthors: { choice: "comments" },
	authors: { choice: "comments" },
	threadedComment: { choice: "comments" },
	person: { choice: "comments" },
	vbaProject: { choice: "macros" },
	wordVbaData: { choice: "macros" },
	xlMacrosheet: { choice: "macros" },
	notesSlide: { choice: "hiddenContent" },
	pivotCacheRecords: { choice: "hiddenContent" },
};

/** In files of the strict kind two types are spelt otherwise. ISO/IEC 29500-1, 15.2.12 */
const strictTypes: Record<string, string> = {
	extendedProperties: "extended-properties",
	customProperties: "custom-properties",
};

/** The part whose relationships `name` holds: `word/document.xml` for `word/_rels/document.xml.rels`. */
export function partOfRels(name: string): string | undefined {
	const match = /^(.*\/)?_rels\/([^/]*)\.rels$/.exec(name);
	return match ? `${match[1] ?? ""}${match[2] ?? ""}` : undefined;
}

/** The other way round. */
export function relsOfPart(part: string): string {
	const folder = part.slice(0, part.lastIndexOf("/") + 1);
	return `${folder}_rels/${part.slice(folder.length)}.rels`;
}

/**
 * The relationships of a `.rels` part, and the edits that cut folders of this computer out of their targets.
 * @throws InvalidFileError when it is no XML.
 */
export function relationshipsOf(
	from: string,
	xml: XmlBytes,
): { relationships: Relationship[]; edits: ChoiceEdit[]; paths: string[] } {
	const relationships: Relationship[] = [];
	const paths: string[] = [];
	const edits = editXml(xml, (tag, editor) => {
		if (tag.name !== "Relationship") return;
		const isExternal = attributeOf(xml, tag, "TargetMode") === "External";
		const word = baseName(attributeOf(xml, tag, "Type") ?? "");
		const type = own(strictTypes, word) ?? word;
		for (const attribute of isExternal ? editor.attributes(tag) : []) {
			if (attribute.name !== "Target") continue;
			const value = attributeText(xml, attribute);
			const short = withoutFolders(value);
			if (short === value) continue;
			paths.push(value);
			editor.setAttribute(attribute, encodeURI(short));
		}
		const target = attributeOf(xml, tag, "Target") ?? "";
		relationships.push({
			...{ from, type, isExternal, start: tag.start, end: tag.end },
			goes: isInk(type, target) ? undefined : own(goingTypes, type),
			id: attributeOf(xml, tag, "Id") ?? "",
			target: isExternal ? target : resolved(from, target),
		});
	});
	return { relationships, edits, paths };
}

/** Handwriting on a page or a slide is joined to it as data of a program would be. */
function isInk(type: string, target: string): boolean {
	return type === "customXml" && /(?:^|\/)ink\/[^/]+\.xml$/i.test(target);
}

/** A target, which counts from the folder of the part that points to it, as the name of an entry. */
export function resolved(from: string, target: string): string {
	const path = decoded(target.split("#")[0] ?? "");
	const steps = path.startsWith("/") ? [] : from.split("/").slice(0, -1);
	for (const step of path.split("/")) {
		if (step === "..") steps.pop();
		else if (step !== "" && step !== ".") steps.push(step);
	}
	return steps.join("/");
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path; // a lone percent sign is one
	}
}
