// What stands in XML beside its elements and shows nowhere: comments, and instructions to programs. https://www.w3.org/TR/xml/
import { textBetween, walkXml, type XmlBytes, type XmlTag } from "../containers/xml";
import type { ChoiceEdit } from "../containers/xml-edits";

/** The declaration itself, which style sheet shows it, which program opens it. */
const neededInstruction = /^<\?(?:xml|xml-stylesheet|mso-application)[\s?]/;

/** Of comments those that some program reads: conditions, and what old pages wrap their styles and scripts in. */
const condition = /^<!--\[if|^<!--<!\[endif|<!\[endif\]-->$/;
const wrapped = /^(?:style|script)$/i;

/** Takes them out, and says their words to `note`. */
export function asideEdits(xml: XmlBytes, note: (words: string) => void): ChoiceEdit[] {
	const { text } = xml;
	if (!text.includes("<!--") && text.indexOf("<?", 2) === -1) return [];
	const edits: ChoiceEdit[] = [];
	walkXml(
		xml,
		() => {},
		() => {},
		(start, end, parent) => {
			if (!goes(text.slice(start, end), parent)) return;
			const [before, after] = text[start + 1] === "?" ? [2, 2] : [4, 3];
			note(textBetween(xml, start + before, end - after).trim());
			edits.push({ start, end });
		},
	);
	return edits;
}

function goes(markup: string, parent: XmlTag | undefined): boolean {
	if (markup.startsWith("<?")) return !neededInstruction.test(markup);
	return markup.startsWith("<!--") && !condition.test(markup) && !(parent && wrapped.test(parent.name));
}
