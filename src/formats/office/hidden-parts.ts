// What hides across several parts: the cells of hidden sheets, rows and columns, and hidden slides.
import { phrase } from "../../core/phrase";
import { baseName, unpackEntry } from "../archive-plan";
import { attributeText, type XmlBytes, xmlOf } from "../containers/xml";
import { type ChoiceEdit, editXml } from "../containers/xml-edits";
import { type Package, planEdits } from "./package";
import { stringsUsed, unusedStrings } from "./shared-strings";

/**
 * Hidden cells go with the strings that only they used, and formulas (by sheet part) become their values,
 * so that what is seen stays the same.
 */
export async function planHiddenCells(
	file: Package,
	formulas: ReadonlyMap<string, readonly ChoiceEdit[]>,
): Promise<void> {
	const used = new Set<number>();
	for (const [part, edits] of formulas) {
		const xml = await readXml(file, part);
		const step = file.plan.get(part);
		for (const index of stringsUsed(xml, step?.type === "edit" ? step.edits : [])) used.add(index);
		planEdits(file, part, xml, edits);
	}
	for (const relationship of file.relationships) {
		if (relationship.type === "calcChain") relationship.goes = { choice: "hiddenContent" };
		if (relationship.type !== "sharedStrings" || relationship.from !== file.mainPart) continue;
		const xml = await readXml(file, relationship.target);
		planEdits(file, relationship.target, xml, unusedStrings(xml, used));
	}
}

/** A hidden slide goes with its place in the presentation and in its sections. */
export async function planHiddenSlides(file: Package, hidden: ReadonlySet<string>): Promise<void> {
	const going = new Set<string>();
	for (const relationship of file.relationships) {
		if (relationship.from !== file.mainPart || !hidden.has(relationship.target)) continue;
		relationship.goes = { choice: "hiddenContent" };
		going.add(relationship.id);
		file.log.hidden.push(phrase("slideNumber", baseName(relationship.target).replace(/\D/g, "")));
	}
	if (going.size === 0) return;
	const xml = await readXml(file, file.mainPart);
	const slideIds = new Set<string>();
	const edits = editXml(xml, (tag, editor) => {
		if (tag.name !== "sldId") return;
		let id = "";
		let isGoing = false;
		for (const attribute of editor.attributes(tag)) {
			const value = attributeText(xml, attribute);
			if (attribute.name === "id" && attribute.prefix === "") id = value;
			else if (going.has(value)) isGoing = true;
		}
		if (isGoing) slideIds.add(id);
		if (slideIds.has(id)) editor.remove(tag, "hiddenContent");
	});
	planEdits(file, file.mainPart, xml, edits);
}

async function readXml(file: Package, part: string): Promise<XmlBytes> {
	const entry = file.entryOf.get(part);
	return xmlOf(entry ? await unpackEntry(file.source, entry, file.context) : new Uint8Array(0));
}
