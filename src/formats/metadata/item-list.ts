// A `meta` box of QuickTime or iTunes: its items go, gapless playback and what a person keeps stay.
// https://developer.apple.com/documentation/quicktime-file-format/metadata_atom

import type { Coordinates } from "../../core/coordinates";
import { type Finding, withoutChoice } from "../../core/finding";
import { isCoarse, type Keep, mayStay } from "../../core/keep";
import { sized } from "../../core/phrase";
import { freed } from "../containers/free-box";
import { type Box, boxesIn, isPadding } from "../containers/isobmff";
import { bytesBE, joinBytes, latin1, latin1Bytes } from "../containers/numbers";
import type { ReadContext } from "../handler";
import type { Part } from "../parts";
import { coarseIso6709 } from "./coarse-place";
import { type Cover, readCover } from "./cover";
import { cameraXmlFindings } from "./flat-xml";
import { handlerParts } from "./handler-box";
import { isGain, isLoudness, isPlainName, mediaFinding } from "./media-tags";
import { itemListTags, keyList } from "./quicktime-tags";

/** The data type of text. */
const utf8Type = 1;

/** An item without a finding is needed, or says nothing and goes with the others. */
type Item = {
	/** An exact place: for whoever keeps a coarse one. */
	place?: Coordinates;
	box: Box;
	needed: boolean;
	finding: Finding | undefined;
	/** Pictures; the first finding of each is that it is there. */
	covers?: readonly Cover[];
};

export async function metaParts(
	bytes: Uint8Array<ArrayBuffer>,
	meta: Box,
	base: number,
	context: ReadContext,
): Promise<Part[]> {
	const version = meta.end - meta.body >= 8 && latin1(bytes, meta.body + 4, meta.body + 8) === "hdlr" ? 0 : 4;
	const { boxes, rest } = boxesIn(bytes, Math.min(meta.body + version, meta.end), meta.end);
	const [handler, keys, list] = ["hdlr", "keys", "ilst"].map((wanted) => boxes.find(({ type }) => type === wanted));
	const names = keys ? keyList(bytes, keys) : [];
	const named = handler ? handlerParts(bytes, handler, base, "Meta").flatMap(({ findings }) => findings) : [];
	const spare = list ? boxesIn(bytes, list.body, list.end).rest : 0;

	const items: Item[] = [];
	for (const { box, source, name, value, place, images } of list ? itemListTags(bytes, list, names) : []) {
		if (isLoudness(name) && isPlainItem(bytes, box) && (typeof value !== "string" || isGain(value)))
			items.push({ box, needed: true, finding: undefined });
		else if (images) {
			const covers: Cover[] = [];
			const alone = isValueAlone(bytes, box) && images.length === 1;
			for (const { start, end } of images)
				covers.push(await readCover(source, name, bytes.slice(start, end), base + start, context, alone));
			items.push({ box, needed: false, finding: covers[0]?.findings[0], covers });
		} else {
			const exact = place && !isCoarse(place, "10km") ? { place } : {};
			const said = mediaFinding(source, name, value, place);
			const finding = said && !isValueAlone(bytes, box) ? withoutChoice(said) : said;
			const silent = isPlainItem(bytes, box) || isPadding(bytes.subarray(box.body, box.end));
			items.push({
				box,
				needed: false,
				finding: finding ?? (silent ? undefined : unknown(name, box.end - box.body)),
				...exact,
			});
		}
	}
	const others = boxes.filter(
		(box) =>
			box !== handler &&
			box !== keys &&
			box !== list &&
			!(box.type === "free" && isPadding(bytes.subarray(box.body, box.end))),
	);
	const findings = [
		...items.flatMap(({ finding, covers }) => covers?.flatMap((cover) => cover.findings) ?? (finding ? [finding] : [])),
		...others.flatMap((box) => otherFindings(bytes, box)),
		...named,
		...(isPadding(bytes.subarray(rest, meta.end)) ? [] : [unknown("rest", meta.end - rest)]),
		...(list && !isPadding(bytes.subarray(spare, list.end)) ? [unknown("ilst", list.end - spare)] : []),
		...(keys && names.length > items.length ? [unknown("keys", keys.end - keys.body)] : []),
	];
	if (findings.length === 0) return [];
	return [
		{
			findings,
			async edits(keep) {
				const kept = items.filter(
					({ needed, finding, place }) =>
						needed || (place && keep.place !== "none") || (finding && mayStay(finding, keep)),
				);
				const content = await rebuilt(bytes, meta, handler, keys, kept, keep, version);
				const left = meta.end - meta.body - (content?.length ?? 0);
				if (content === undefined || (left !== 0 && left < 8)) return freed(base, meta);
				const filler = left === 0 ? [] : [bytesBE(left, 4), latin1Bytes("free"), new Uint8Array(left - 8)];
				return [{ start: base + meta.body, end: base + meta.end, bytes: joinBytes([content, ...filler]) }];
			},
		},
	];
}

/** Whether an item is made of a value alone, and of the words that name it where it has any. */
function isPlainItem(bytes: Uint8Array, { type, body, end }: Box): boolean {
	const { boxes, rest } = boxesIn(bytes, body, end);
	const kinds = boxes.map((box) => box.type).join();
	const names = boxes.filter((box) => box.type !== "data");
	const known = names.every((box) => knownNames.test(latin1(bytes, Math.min(box.body + 4, box.end), box.end)));
	return rest === end && kinds === (type === "----" ? "mean,name,data" : "data") && known;
}

/** Who names free items, and the names of those that are needed. */
const knownNames =
	/^(com\.apple\.iTunes|org\.hydrogenaudio\.replaygain|iTunSMPB|iTunNORM|replaygain_\w{1,20}|R128_\w{1,20})$/i;

/** Whether an item is what is told of it, and no more: values, and a plain name where it has one. */
function isValueAlone(bytes: Uint8Array, { body, end }: Box): boolean {
	const { boxes, rest } = boxesIn(bytes, body, end);
	const isPlain = ({ type, body, end }: Box) =>
		type === "data" || (isPlainName(latin1(bytes, Math.min(body + 4, end), end)) && /^(mean|name)$/.test(type));
	return rest === end && boxes.every(isPlain);
}

/** What stands in a `meta` box besides items: cameras of Sony's write XML. */
function otherFindings(bytes: Uint8Array<ArrayBuffer>, { type, body, end }: Box): Finding[] {
	const told = type === "xml " ? cameraXmlFindings(bytes.slice(Math.min(body + 4, end), end)) : [];
	return told.length > 0 ? told : [unknown(type, end - body)];
}

function unknown(tag: string, size: number): Finding {
	return { kind: "unknown", severity: "medium", source: "Meta", tag, value: sized(size) };
}

/** The content of a `meta` box with the kept items alone; `undefined` when there are none. */
async function rebuilt(
	bytes: Uint8Array,
	meta: Box,
	handler: Box | undefined,
	keys: Box | undefined,
	kept: readonly Item[],
	keep: Keep,
	version: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	if (!handler || kept.length === 0) return undefined;
	const entries = keys ? boxesIn(bytes, keys.body + 8, keys.end).boxes : [];
	const keptEntries: Uint8Array[] = [];
	const items: Uint8Array[] = [];
	for (const { box, covers, place } of kept) {
		const item = covers
			? await coverItem(bytes, box, covers, keep)
			: place
				? placeItem(box, place, keep)
				: bytes.slice(box.start, box.end);
		if (!item) continue;
		const entry = entries[new DataView(item.buffer).getUint32(4) - 1];
		if (keys && !entry) continue;
		if (entry) {
			keptEntries.push(bytes.subarray(entry.start, entry.end));
			item.set(bytesBE(keptEntries.length, 4), 4);
		}
		items.push(item);
	}
	if (items.length === 0) return undefined;
	const name = bytes.slice(handler.start, handler.end).fill(0, handler.body - handler.start + 24);
	const maker = name.subarray(handler.body - handler.start + 12, handler.body - handler.start + 24);
	if (!/^(appl|\0{4})\0{8}$/.test(latin1(maker))) maker.fill(0);
	const keyBox = keys
		? [boxOf("keys", joinBytes([bytesBE(0, 4), bytesBE(keptEntries.length, 4), ...keptEntries]))]
		: [];
	return joinBytes([bytes.subarray(meta.body, meta.body + version), name, ...keyBox, boxOf("ilst", joinBytes(items))]);
}

/** A place's item with a coarse one; its type, which may be the number of a key, is that of the box. */
function placeItem({ type }: Box, place: Coordinates, keep: Keep): Uint8Array<ArrayBuffer> {
	const text = keep.place === "none" ? "" : coarseIso6709(place, keep.place);
	return boxOf(type, boxOf("data", joinBytes([bytesBE(utf8Type, 4), bytesBE(0, 4), latin1Bytes(text)])));
}

/** A cover's item with the stripped picture. */
async function coverItem(
	bytes: Uint8Array,
	box: Box,
	[cover]: readonly Cover[],
	keep: Keep,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const data = boxesIn(bytes, box.body, box.end).boxes;
	const picture = await cover?.stripped(keep);
	if (!picture || data.length !== 1 || !data[0]) return undefined;
	return boxOf(box.type, boxOf("data", joinBytes([bytes.subarray(data[0].body, data[0].body + 8), picture])));
}

function boxOf(type: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
	return joinBytes([bytesBE(content.length + 8, 4), latin1Bytes(type), content]);
}
