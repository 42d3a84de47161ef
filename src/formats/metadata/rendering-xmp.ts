// The XMP that stays: how a panorama is projected and how a gain map is applied, in a new packet of nothing else.

export type XmpProperty = {
	/** The namespace of the outermost property. */
	uri: string;
	/** Local names from the outside in, as ExifTool joins them: `HistoryAction`. */
	name: string;
	value: string;
};

export const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
export const meta = "adobe:ns:meta/";
export const appleGainMap = "http://ns.apple.com/HDRGainMap/1.0/";
const panorama = "http://ns.google.com/photos/1.0/panorama/";
const container = "http://ns.google.com/photos/1.0/container/";
const item = "http://ns.google.com/photos/1.0/container/item/";

const flags = "true|false";
const number = "[-+]?\\d{1,10}(\\.\\d{1,20})?(e[-+]?\\d{1,3})?";
export const projections = `${flags}|${number}|equirectangular|cylindrical|mono|top-bottom|left-right`;
const sphere =
	"ProjectionType|CroppedAreaImage(Width|Height)Pixels|FullPano(Width|Height)Pixels|CroppedArea(Left|Top)Pixels|InitialView(Heading|Pitch|Roll)Degrees|StereoMode";

/** What a spherical video says of itself, in the names of a panorama and two of its own. */
export const sphericalNames = `Spherical|Stitched|${sphere}`;

/**
 * Namespaces whose properties say how the picture is shown, not who took it where: the prefix that renderers look for,
 * names, and values. What has another name or value is somebody's.
 */
const renderingNamespaces: Readonly<Record<string, readonly [prefix: string, names: string, values: string]>> = {
	"http://ns.adobe.com/hdr-gain-map/1.0/": [
		"hdrgm",
		"Version|BaseRenditionIsHDR|GainMapM(in|ax)|Gamma|Offset[SH]DR|HDRCapacityM(in|ax)",
		`${flags}|${number}`,
	],
	[appleGainMap]: ["HDRGainMap", "HDRGainMap(Version|Headroom)", number],
	"http://ns.apple.com/pixeldatainfo/1.0/": [
		"apdi",
		"AuxiliaryImage(Sub)?Type|(Stored|Native)Format",
		`${number}|urn:com:apple:photo:20\\d\\d:aux:[a-z]{3,24}`,
	],
	"http://ns.apple.com/depthData/1.0/": [
		"depthData",
		"DepthDataVersion|Accuracy|Filtered|Quality|Float(Min|Max)Value",
		`${flags}|${number}|none|relative|absolute|high|low|raw`,
	],
	[container]: [
		"Container",
		"Directory(Item(Mime|Semantic|Length|Padding))?",
		`${number}|primary|gainmap|original|depth(map)?|confidence|motionphoto|alpha|image/(jpeg|heic|heif|avif|png|webp)|video/(mp4|quicktime)|audio/mp4`,
	],
	[panorama]: [
		"GPano",
		`UsePanoramaViewer|${sphere}|InitialHorizontalFOVDegrees|InitialVerticalFOVDegrees|InitialCameraDolly|LargestValidInteriorRect(Left|Top|Width|Height)|Pose(Pitch|Roll)Degrees`,
		projections,
	],
	"http://ns.google.com/videos/1.0/spherical/": ["GSpherical", sphericalNames, projections],
	"http://ns.adobe.com/tiff/1.0/": ["tiff", "Orientation", "[1-8]"],
};

const patterns = new Map(
	Object.entries(renderingNamespaces).map(([uri, [, names, values]]) => [
		uri,
		{ names: new RegExp(`^(${names})$`), values: new RegExp(`^(${values})$`, "i") },
	]),
);

/** Whether a property is there for rendering alone; a structure has no value of its own. */
export function isForRendering({ uri, name, value }: XmpProperty): boolean {
	const pattern = patterns.get(uri);
	return (pattern?.names.test(name) && (value === "" || pattern.values.test(value))) ?? false;
}

const otherPrefixes: Readonly<Record<string, string>> = { [rdf]: "rdf", [meta]: "x", [item]: "Item" };

/** Whether a namespace is declared as those are that rendering needs: another prefix, or another namespace, may be words. */
export function isRenderingNamespace(prefix: string, uri: string): boolean {
	const usual = renderingNamespaces[uri]?.[0] ?? otherPrefixes[uri];
	return usual !== undefined && (prefix === usual || /^ns\d{1,2}$/.test(prefix));
}

export function isPanorama({ uri }: XmpProperty): boolean {
	return uri === panorama;
}

/**
 * Apple's first gain maps leave it to the camera's notes how bright the picture gets, and without that it is shown as any
 * other. The notes go; its second version says it in the gain map's own packet, and is read before any notes.
 */
export function withHeadroom(properties: readonly XmpProperty[], headroom: number | undefined): readonly XmpProperty[] {
	if (headroom === undefined || !lacksHeadroom(properties)) return properties;
	return [
		...properties.filter(({ uri, name }) => uri !== appleGainMap || name !== gainMapVersion),
		{ uri: appleGainMap, name: gainMapVersion, value: `${0x20000}` },
		{ uri: appleGainMap, name: gainMapHeadroom, value: `${headroom}` },
	];
}

/** Whether it is a gain map of Apple's that leaves its headroom to the notes. */
export function lacksHeadroom(properties: readonly XmpProperty[]): boolean {
	const has = (wanted: string) => properties.some(({ uri, name }) => uri === appleGainMap && name === wanted);
	return has(gainMapVersion) && !has(gainMapHeadroom);
}

const gainMapVersion = "HDRGainMapVersion";
const gainMapHeadroom = "HDRGainMapHeadroom";

/** Renderers look for single values in attributes (libultrahdr does). A directory is written anew, with its sizes. */
const kept: ReadonlySet<string> = new Set([
	"http://ns.adobe.com/hdr-gain-map/1.0/",
	appleGainMap,
	"http://ns.apple.com/pixeldatainfo/1.0/",
	"http://ns.apple.com/depthData/1.0/",
	panorama,
]);

/**
 * A packet of `properties`; `undefined` when there is nothing to say.
 * @param gainMapSize bytes of the gain map behind the picture, for the directory (GContainer) of a picture that had one.
 */
export function renderingPacket(properties: readonly XmpProperty[], gainMapSize?: number): string | undefined {
	const values = new Map<string, string[]>();
	const namespaces = new Map<string, string>();
	for (const { uri, name, value } of properties) {
		if (!kept.has(uri)) continue;
		const [prefix = ""] = renderingNamespaces[uri] ?? [];
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
