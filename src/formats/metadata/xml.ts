// The little of XML that metadata needs: elements, attributes, text, with namespaces. https://www.w3.org/TR/xml-names/
import { InvalidFileError } from "../invalid-file-error";

export type XmlAttribute = { uri: string; name: string; value: string };

export type XmlToken =
	| { type: "open"; uri: string; name: string; attributes: XmlAttribute[] }
	| { type: "close" }
	| { type: "text"; text: string };

const maxTokens = 200_000;
const maxElementDepth = 200;

/**
 * The tokens of a document in order. Comments, processing instructions and declarations are passed over,
 * entities other than XML's five and character references stay as they are written, and nothing is expanded.
 */
export function* readXml(text: string): Generator<XmlToken> {
	const scopes: ReadonlyMap<string, string>[] = [new Map()];
	let tokens = 0;
	let position = 0;
	while (position < text.length) {
		if (++tokens > maxTokens) throw new InvalidFileError("too-complex", `more than ${maxTokens} XML tokens`);
		const open = text.indexOf("<", position);
		const end = open === -1 ? text.length : open;
		if (end > position) yield { type: "text", text: unescapeXml(text.slice(position, end)) };
		if (open === -1) return;
		const skipped = skippedUntil(text, open);
		if (skipped) {
			if (skipped.cdata !== undefined) yield { type: "text", text: skipped.cdata };
			position = skipped.end;
			continue;
		}
		const close = tagEnd(text, open);
		if (close === -1) return;
		position = close + 1;
		const tag = text.slice(open + 1, close);
		if (tag.startsWith("/")) {
			if (scopes.length > 1) {
				scopes.pop();
				yield { type: "close" };
			}
			continue;
		}
		if (scopes.length > maxElementDepth) throw new InvalidFileError("too-complex", "XML nested too deep");
		const selfClosing = tag.endsWith("/");
		const [, qualified = ""] = /^([^\s/>]+)/.exec(tag) ?? [];
		const raw = [...tag.matchAll(/([^\s=/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
			([, name = "", double, single]) => ({
				name,
				value: unescapeXml(double ?? single ?? ""),
			}),
		);
		const scope = new Map(scopes.at(-1));
		for (const { name, value } of raw) {
			if (name === "xmlns") scope.set("", value);
			else if (name.startsWith("xmlns:")) scope.set(name.slice(6), value);
		}
		const attributes = raw
			.filter(({ name }) => !/^xmlns(:|$)/.test(name))
			.map(({ name, value }) => ({ ...resolve(name, scope, ""), value }));
		yield { type: "open", ...resolve(qualified, scope, scope.get("") ?? ""), attributes };
		if (selfClosing) yield { type: "close" };
		else scopes.push(scope);
	}
}

export function unescapeXml(text: string): string {
	if (!text.includes("&")) return text;
	return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, decimal, name) => {
		if (name) return { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" }[`${name}`.toLowerCase()] ?? whole;
		const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
		return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}

/** Comments, CDATA, processing instructions and declarations. */
function skippedUntil(text: string, open: number): { end: number; cdata?: string } | undefined {
	const until = (mark: string, from: number) => {
		const at = text.indexOf(mark, from);
		return at === -1 ? text.length : at + mark.length;
	};
	if (text.startsWith("<!--", open)) return { end: until("-->", open + 4) };
	if (text.startsWith("<![CDATA[", open)) {
		const end = until("]]>", open + 9);
		return { end, cdata: text.slice(open + 9, Math.max(open + 9, end - 3)) };
	}
	if (text.startsWith("<?", open)) return { end: until("?>", open + 2) };
	if (text.startsWith("<!", open)) return { end: until(">", open + 2) };
	return undefined;
}

/** The `>` that ends a tag: not one within quotes. */
function tagEnd(text: string, open: number): number {
	let quote = "";
	for (let at = open + 1; at < text.length; at++) {
		const character = text.charAt(at);
		if (quote !== "") {
			if (character === quote) quote = "";
		} else if (character === '"' || character === "'") quote = character;
		else if (character === ">") return at;
	}
	return -1;
}

function resolve(
	qualified: string,
	scope: ReadonlyMap<string, string>,
	fallback: string,
): { uri: string; name: string } {
	const colon = qualified.indexOf(":");
	if (colon === -1) return { uri: fallback, name: qualified };
	return { uri: scope.get(qualified.slice(0, colon)) ?? qualified.slice(0, colon), name: qualified.slice(colon + 1) };
}
