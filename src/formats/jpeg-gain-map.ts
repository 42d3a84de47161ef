// The second picture of an Ultra HDR JPEG, and how the first one points to it. https://developer.android.com/media/platform/hdr-image-format
import { type Keep, keepNothing } from "../core/keep";
import type { ByteSource } from "./containers/byte-source";
import { isFrameHeader, markers } from "./containers/jpeg-segments";
import { uint16BE } from "./containers/numbers";
import { newSegment, type Picture, signatures } from "./jpeg-picture";
import { keptBlock } from "./metadata/exif-kept";
import { appleGainMap, isPanorama, renderingPacket, withHeadroom, type XmpProperty } from "./metadata/rendering-xmp";
import { type Edit, pieceSize, splice } from "./splice";

const adobeGainMap = "http://ns.adobe.com/hdr-gain-map/1.0/";

/** The gain map among the pictures behind the first one: it says that it is, and has its shape. */
export async function gainMapAmong(
	source: ByteSource,
	primary: Picture,
	others: readonly Picture[],
): Promise<Picture | undefined> {
	for (const other of others) {
		if (isGainMapOf(primary, other) && (await hasShapeOf(source, primary, other))) return other;
	}
	return undefined;
}

/** Sides are rounded when they are made smaller. */
const shapeTolerance = 0.02;

/** A map is applied pixel by pixel: what is larger, or of another shape, is a photograph, such as the one before it was cropped. */
async function hasShapeOf(source: ByteSource, primary: Picture, second: Picture): Promise<boolean> {
	const [whole, map] = [await sizeOf(source, primary), await sizeOf(source, second)];
	if (map.width > whole.width || map.height > whole.height) return false;
	const stretched = (map.width * whole.height) / (map.height * whole.width);
	return Math.abs(stretched - 1) <= Math.max(shapeTolerance, 2 / Math.min(map.width, map.height));
}

/** After marker, length and precision stand height and width. */
async function sizeOf(source: ByteSource, { image }: Picture): Promise<{ width: number; height: number }> {
	const start = image.segments.find(({ marker }) => isFrameHeader(marker))?.dataStart ?? 0;
	const frame = await source.read(start + 1, Math.min(start + 5, source.size));
	return { height: uint16BE(frame, 0), width: uint16BE(frame, 2) };
}

/**
 * Whether a picture after the first one is its gain map: the first mentions one, and this says how it is applied, or bears
 * Apple's mark. A version alone says only that a picture has a gain map itself.
 */
function isGainMapOf(primary: Picture, second: Picture): boolean {
	const apple = second.rendering.some(({ uri }) => uri === appleGainMap);
	return apple || (mentionsGainMap(primary) && hasParameters(second));
}

/** The edits for a picture that stands alone: its orientation and a panorama's projection are written anew. */
export function singleEdits(picture: Picture, keep: Keep): Edit[] {
	const iso = picture.isoGainMap;
	return [
		...editsKeeping(picture, picture.rendering.filter(isPanorama), keep),
		...(iso ? [{ start: iso.start, end: iso.end }] : []),
	];
}

/**
 * The edits for a picture with its gain map: both stripped, and the sizes and the offset in the first one right again.
 * @param size bytes of the whole file.
 */
export function gainMapEdits(primary: Picture, gainMap: Picture, size: number, keep: Keep): Edit[] {
	const second = editsKeeping(gainMap, withHeadroom(gainMap.rendering, primary.exif.headroom), keepNothing);
	const secondSize = regionSize(second, gainMap.image.start, gainMap.image.end, size);
	const first = editsKeeping(primary, primary.rendering, keep, secondSize);
	const { insertAt } = primary;
	const mpfSize = mpfSegment(0, 0, 0).length;
	const firstSize = regionSize(first, 0, primary.image.end, size) + mpfSize;
	const offsetsFrom =
		regionSize(
			first.filter(({ end }) => end <= insertAt),
			0,
			insertAt,
			size,
		) + mpfTiffStart;
	const mpf = mpfSegment(firstSize, secondSize, firstSize - offsetsFrom);
	return [...first, { start: insertAt, end: insertAt, bytes: mpf }, ...second];
}

function isGainMapProperty({ uri }: XmpProperty): boolean {
	return uri === adobeGainMap || uri === appleGainMap;
}

function mentionsGainMap({ rendering, isoGainMap }: Picture): boolean {
	return isoGainMap !== undefined || rendering.some(isGainMapProperty);
}

function hasParameters({ rendering, isoGainMap }: Picture): boolean {
	const iso = isoGainMap ? isoGainMap.end - isoGainMap.dataStart - signatures.isoGainMap.length : 0;
	return iso > isoVersion || rendering.some(({ uri, name }) => uri === adobeGainMap && name === "GainMapMax");
}

/** Bytes of the version that ISO 21496-1 has in the picture itself. */
const isoVersion = 4;

/** What the picture's own edits leave, with a new Exif and XMP where something has to be kept of them. */
function editsKeeping(picture: Picture, rendering: readonly XmpProperty[], keep: Keep, gainMapSize?: number): Edit[] {
	const at = { start: picture.insertAt, end: picture.insertAt };
	const edits: Edit[] = [...picture.edits];
	const exif = keptBlock(picture.exif, keep);
	if (exif) edits.push({ ...at, bytes: newSegment(markers.app1, signatures.exif, exif) });
	const packet = renderingPacket(rendering, gainMapSize);
	if (packet) edits.push({ ...at, bytes: newSegment(markers.app1, signatures.xmp, packet) });
	return edits;
}

/** Bytes that the edits leave of `[start, end)`. */
function regionSize(edits: readonly Edit[], start: number, end: number, size: number): number {
	const pieces = splice(size, [{ start: 0, end: start }, ...edits, { start: end, end: size }]);
	return pieces.reduce((sum, piece) => sum + pieceSize(piece), 0);
}

/** MPF counts offsets from its TIFF header: after marker, length and `MPF\0`. */
const mpfTiffStart = 8;

/** A multi-picture index of two pictures. https://www.cipa.jp/std/documents/e/DC-X007-KEY_E.pdf */
function mpfSegment(firstSize: number, secondSize: number, secondOffset: number): Uint8Array<ArrayBuffer> {
	const directory = 8;
	const entries = directory + 2 + 3 * 12 + 4;
	const block = new Uint8Array(entries + 2 * 16);
	const data = new DataView(block.buffer);
	data.setUint32(0, 0x4d4d002a);
	data.setUint32(4, directory);
	data.setUint16(directory, 3);
	const fields = [
		[0xb000, 7, 4, 0x30313030], // MPFVersion 0100
		[0xb001, 4, 1, 2], // NumberOfImages
		[0xb002, 7, 32, entries], // MPEntry
	] as const;
	for (const [index, [tag, type, count, value]] of fields.entries()) {
		const at = directory + 2 + index * 12;
		data.setUint16(at, tag);
		data.setUint16(at + 2, type);
		data.setUint32(at + 4, count);
		data.setUint32(at + 8, value);
	}
	data.setUint32(entries, 0x00030000); // the primary picture
	data.setUint32(entries + 4, firstSize);
	data.setUint32(entries + 20, secondSize);
	data.setUint32(entries + 24, secondOffset);
	return newSegment(markers.app2, signatures.mpf, block);
}
