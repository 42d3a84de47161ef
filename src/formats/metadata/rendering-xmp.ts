// The XMP that stays: how a panorama is projected and how a gain map is applied, in a new packet of nothing else.
import type { XmpProperty } from "./xmp";

const panorama = "http://ns.google.com/photos/1.0/panorama/";
const container = "http://ns.google.com/photos/1.0/container/";
const item = "http://ns.google.com/photos/1.0/container/item/";
const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/** Renderers look for these very prefixes, and for single values in attributes (libultrahdr does). */
const prefixes: Readonly<Record<string, string>> = {
	"http://ns.adobe.com/hdr-gain-map/1.0/": "hdrgm",
	"http://ns.apple.com/HDRGainMap/1.0/": "HDRGainMap",
	"http://ns.apple.com/pixeldatainfo/1.0/": "apdi",
	"http://ns.apple.com/depthData/1.0/": "depthData",
	[panorama]: "GPano",
};

export function isPanorama({ uri }: XmpProperty): boolean {
	return uri === panorama;
}

/**
 * A packet of `properties`; `undefined` when there is nothing to say.
 * @param gainMapSize bytes of the gain map behind the picture, for the directory (GContainer) of a picture that had one.
 */
export function renderingPacket(properties: readonly XmpProperty[], gainMapSize?: number): string | undefined {
	const values = new Map<string, string[]>();
	const namespaces = new Map<string, string>();
	for (const { uri, name, value } of properties) {
		const prefix = prefixes[uri];
		if (prefix === undefined) continue;
		namespaces.set(prefix, uri);
		values.set(`${prefix}:${name}`, [...(values.get(`${prefix}:${name}`) ?? []), value]);
	}
	const attributes: string[] = [];
	const elements: string[] = [];
	for (const [name, all] of values) {
		if (all.length === 1) attributes.push(` ${name}="${escapeXml(all.join())}"`);
		else
			elements.push(
				`<${name}><rdf:Seq>${all.map((value) => `<rdf:li>${escapeXml(value)}</rdf:li>`).join("")}</rdf:Seq></${name}>`,
			);
	}
	if (gainMapSize !== undefined && properties.some(({ uri }) => uri === container)) {
		namespaces.set("Container", container).set("Item", item);
		elements.push(
			"<Container:Directory><rdf:Seq>",
			'<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="Primary" Item:Mime="image/jpeg"/></rdf:li>',
			`<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="GainMap" Item:Mime="image/jpeg" Item:Length="${gainMapSize}"/></rdf:li>`,
			"</rdf:Seq></Container:Directory>",
		);
	}
	if (attributes.length + elements.length === 0) return undefined;
	const declarations = [...namespaces].map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
	const description = `<rdf:Description rdf:about=""${[...declarations, ...attributes].join("")}>${elements.join("")}</rdf:Description>`;
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${rdf}">${description}</rdf:RDF></x:xmpmeta>`;
}

function escapeXml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
