// Entities that an SVG declares for itself, as Illustrator does for namespaces: put in where they stand, so that none is left.
import type { XmlBytes } from "./containers/xml";
import { InvalidFileError } from "./invalid-file-error";

const maxEntities = 200;
const longestEntity = 2000;
const longestResult = 64 * 1024 * 1024;

/**
 * The same document with its own entities resolved and all that it declares for itself gone; no entity within an entity.
 * `declared` is what goes, and empty where the document is the same.
 */
export function expandEntities(xml: XmlBytes): { xml: XmlBytes; declared: string } {
	const start = xml.text.indexOf("<!DOCTYPE");
	const open = start === -1 ? -1 : xml.text.indexOf("[", start);
	const close = open === -1 ? -1 : xml.text.indexOf("]", open);
	const end = close === -1 ? -1 : xml.text.indexOf(">", close);
	if (end === -1 || xml.text.slice(start, open).includes(">")) return { xml, declared: "" };
	const declarations = xml.text.slice(open + 1, close);
	const entities = new Map<string, string>();
	for (const [, name = "", double, single] of declarations.matchAll(
		/<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g,
	)) {
		const value = double ?? single ?? "";
		if (entities.size === maxEntities || value.length > longestEntity || /[&<]/.test(value)) {
			throw new InvalidFileError("too-complex", `entity ${name} is none of a picture's`);
		}
		entities.set(name, value);
	}
	const head = xml.text.slice(0, start);
	const rest = withDefaults(xml.text.slice(end + 1), declarations);
	let size = 0;
	const text =
		head +
		rest.replace(/&([\w.-]+);/g, (reference, name: string) => {
			const value = entities.get(name) ?? reference;
			size += value.length;
			if (size > longestResult) throw new InvalidFileError("too-complex", "entities that grow beyond all bounds");
			return value;
		});
	const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
	return { xml: { text, bytes }, declared: xml.text.slice(open, close + 1) };
}

/** The document with the attributes that it declares for elements that lack them. */
function withDefaults(text: string, declarations: string): string {
	let result = text;
	for (const [, element = "", list = ""] of declarations.matchAll(
		/<!ATTLIST\s+([\w:.-]+)\s+((?:"[^"]*"|'[^']*'|[^"'>])*)>/g,
	)) {
		for (const [, name = "", value = ""] of list.matchAll(
			/([\w:.-]+)\s+(?:[A-Z]+|\([^)]*\))\s+(?:#FIXED\s+)?("[^"]*"|'[^']*')/g,
		)) {
			const tag = new RegExp(
				`<${element.replaceAll(".", "\\.")}((?:\\s+[^\\s=>]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*)(?=[\\s/>])`,
				"g",
			);
			const size = result.length;
			result = result.replace(tag, (start: string, attributes: string) => {
				const has = [...attributes.matchAll(/\s+([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')/g)].some(
					([, other]) => other === name,
				);
				return has ? start : `${start} ${name}=${value}`;
			});
			if (result.length > longestResult || result.length > size * 2)
				throw new InvalidFileError("too-complex", "attributes that grow beyond all bounds");
		}
	}
	return result;
}
