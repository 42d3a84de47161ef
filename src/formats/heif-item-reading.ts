// What an item of a HEIF says that is no picture, and what of it stays in its place. ISO/IEC 23008-12 annex A and B
import type { ByteRange, Finding } from "../core/finding";
import type { Keep } from "../core/keep";
import { labelled, phrase } from "../core/phrase";
import { type ByteSource, bytesSource } from "./containers/byte-source";
import type { HeifItem } from "./containers/heif-items";
import { isPadding } from "./containers/isobmff";
import { joinBytes, uint32BE } from "./containers/numbers";
import type { ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { jumbfFindings } from "./metadata/c2pa";
import { readExif } from "./metadata/exif";
import { keptBlock } from "./metadata/exif-kept";
import { isForRendering, isPanorama, lacksHeadroom, renderingPacket, withHeadroom } from "./metadata/rendering-xmp";
import { readable } from "./metadata/text";
import { packetFindings } from "./metadata/xmp";
import { readXmp } from "./metadata/xmp-packet";

const longestItem = 64 * 1024 * 1024;

/** `left`: the item's bytes, of the size it has, that stay of it under `keep`; none where it goes. */
export type ItemReading = {
	findings: Finding[];
	left?: (keep: Keep, size: number) => Uint8Array<ArrayBuffer> | undefined;
	/** A gain map of Apple's that leaves its headroom to the camera's notes. */
	isLacking?: boolean;
};

export type Notes = { headroom?: number };

export async function itemReading(
	source: ByteSource,
	item: HeifItem,
	ranges: readonly ByteRange[],
	notes: Notes,
	context: ReadContext,
): Promise<ItemReading> {
	const size = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
	if (size > longestItem) throw new InvalidFileError("too-complex", `an item of ${size} bytes`);
	context.spend(size); // many items may claim the same bytes
	const data = joinBytes(await Promise.all(ranges.map(({ start, end }) => source.read(start, end))));
	const [first] = ranges;
	if (isPadding(data)) return { findings: [emptyFinding(item)] };
	if (item.type === "Exif") {
		const skipped = Math.min(4 + uint32BE(data, 0), data.length);
		const offset = first && ranges.length === 1 ? first.start + skipped : 0;
		const { findings, kept } = await readExif(bytesSource(data.slice(skipped)), offset);
		if (kept.headroom !== undefined) notes.headroom ??= kept.headroom;
		// viewers turn the picture by its own properties: the orientation need not stay here
		return {
			findings,
			left: (keep, room) => padded(keptBlock({ ...kept, orientation: 1, adobeRgb: false }, keep), 4, room, 0),
		};
	}
	if (item.type === "mime" && /^(application|text)\/(rdf\+)?xml$/i.test(item.contentType)) {
		// no viewer turns a panorama in HEIF: there its projection only tells how it was taken
		const { properties: all, rest } = readXmp(data);
		const properties = all.map((property) => (isPanorama(property) ? { ...property, uri: "" } : property));
		const rendering = properties.filter(isForRendering);
		const packet = (headroom?: number) => {
			const content = renderingPacket(withHeadroom(rendering, headroom));
			return content === undefined ? undefined : new TextEncoder().encode(content);
		};
		return {
			findings: packetFindings({ properties, rest }, data.length),
			left: (_, room) => padded(packet(notes.headroom), 0, room, 0x20) ?? padded(packet(), 0, room, 0x20),
			isLacking: lacksHeadroom(rendering),
		};
	}
	if (/jumb|c2pa/i.test(`${item.type}${item.contentType}`)) return { findings: jumbfFindings(data, "HEIF") };
	const value = labelled(readable(item.contentType), size);
	return { findings: [{ kind: "unknown", severity: "medium", source: "HEIF", tag: readable(item.type), value }] };
}

/** Content behind `start` zeros, and padding up to `size`; none where there is no content, or no room for it. */
function padded(
	content: Uint8Array | undefined,
	start: number,
	size: number,
	padding: number,
): Uint8Array<ArrayBuffer> | undefined {
	if (content === undefined || start + content.length > size) return undefined;
	const bytes = new Uint8Array(size).fill(padding);
	bytes.fill(0, 0, start);
	bytes.set(content, start);
	return bytes;
}

function emptyFinding({ type }: HeifItem): Finding {
	return { kind: "unknown", severity: "low", source: "HEIF", tag: readable(type), value: phrase("emptyEntry") };
}
