// GIF. https://www.w3.org/Graphics/GIF/spec-gif89a.txt

import type { Finding } from "../core/finding";
import { labelled, phrase, sized } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { type GifBlock, gifLabels, readGifBlocks } from "./containers/gif-blocks";
import { codesEnd } from "./containers/gif-codes";
import type { Handler, Reading } from "./handler";
import { jumbfFindings } from "./metadata/c2pa";
import { isProfile, profileFindings } from "./metadata/icc";
import { photoshopFindings } from "./metadata/iptc";
import { oncePerFact } from "./metadata/tag-kinds";
import { decodeText, readable } from "./metadata/text";
import { behindFinding, trailingFindings } from "./metadata/trailing";
import { xmpFindings } from "./metadata/xmp";
import { type Edit, splice } from "./splice";

export const gif: Handler = {
	format: "gif",
	async read(source, { signal }): Promise<Reading> {
		const { blocks, end, complete } = await readGifBlocks(source, signal);
		const findings: Finding[] = [];
		const edits: Edit[] = [];
		let control: GifBlock | undefined;
		for (const block of blocks) {
			if (block.type === "image") {
				control = undefined;
				const surplus = block.uneven ? await behindCodes(source, block) : undefined;
				if (surplus) {
					findings.push(surplus.finding);
					edits.push(surplus.edit);
				}
				continue;
			}
			if (block.label === gifLabels.graphicControl) {
				control = block;
				if (block.end - block.start <= controlSize) continue;
				const value = sized(block.end - block.start - controlSize);
				findings.push({ kind: "unknown", severity: "medium", source: "GIF", tag: "GraphicControl", value });
				edits.push({ start: block.start + controlSize - 1, end: block.end, bytes: new Uint8Array(1) });
				continue;
			}
			if (await isKept(source, block)) {
				findings.push(...profileFindings(joinSubBlocks(await source.read(block.dataStart, block.end))));
				continue;
			}
			edits.push({ start: block.start, end: block.end });
			findings.push(...(await extensionFindings(source, block)));
			// what controlled a text that is gone would control the next picture
			if (block.label === gifLabels.plainText && control) edits.push({ start: control.start, end: control.end });
		}
		findings.push(...(await trailingFindings(source, end, "GIF")));
		const trailer = complete ? [] : [{ start: end, end, bytes: new Uint8Array([0x3b]) }];
		return {
			format: "gif",
			findings: oncePerFact(findings),
			async strip() {
				return splice(source.size, [...edits, ...trailer, { start: end, end: source.size }]);
			},
		};
	},
};

/** Sub-blocks behind the end of a picture: no program looks at them. */
async function behindCodes(
	source: ByteSource,
	{ dataStart, end }: Extract<GifBlock, { type: "image" }>,
): Promise<{ finding: Finding; edit: Edit } | undefined> {
	if (end - dataStart > longestPicture) return undefined;
	const raw = await source.read(dataStart - 1, end);
	const blocks = raw.subarray(1);
	const data = joinSubBlocks(blocks);
	const size = codesEnd(data, raw[0] ?? 0);
	if (size === undefined || data.subarray(size).every((byte) => byte === 0)) return undefined;
	let left = size;
	let at = 0;
	for (let length = blocks[0] ?? 0; left > length; length = blocks[at] ?? 0) {
		left -= length;
		at += 1 + length;
	}
	return {
		finding: behindFinding("GIF", data.length - size, "Image"),
		edit: {
			start: dataStart + at,
			end,
			bytes: new Uint8Array([left, ...blocks.subarray(at + 1, at + 1 + left), 0]),
		},
	};
}

type Extension = Extract<GifBlock, { type: "extension" }>;

/** How often it loops, and its colour profile. */
const keptApplications: ReadonlySet<string> = new Set(["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"]);
/** Loop count and buffer size, each with its length and identifier. */
const longestLoop = 16;
/** Bytes of the one, of the other, and of both. */
const loops: ReadonlySet<number> = new Set([3, 5, 8]);
/** Introducer, label, four bytes with their length, and the end. */
const controlSize = 8;

async function isKept(source: ByteSource, { name, dataStart, end }: Extension): Promise<boolean> {
	if (!keptApplications.has(name) || end - dataStart > longestData) return false;
	const data = joinSubBlocks(await source.read(dataStart, end));
	if (name === "ICCRGBG1012") return isProfile(data);
	return end - dataStart <= longestLoop && loops.has(data.length) && (data[0] === 1 || data[0] === 2);
}

/** XMP stands in one piece, with 258 bytes behind it that lead a walk over sub-blocks to the end. */
const xmpTrailer = 258;
const longestData = 16 * 1024 * 1024;
const longestPicture = 64 * 1024 * 1024;

async function extensionFindings(source: ByteSource, { label, name, dataStart, end }: Extension): Promise<Finding[]> {
	const raw = await source.read(dataStart, Math.min(end, dataStart + longestData));
	if (name === "XMP DataXMP") {
		const isTrailed = raw.subarray(-xmpTrailer).every((byte, at) => byte === (at === 0 ? 1 : Math.max(256 - at, 0)));
		return xmpFindings(isTrailed ? raw.subarray(0, -xmpTrailer) : raw);
	}
	const data = joinSubBlocks(raw);
	if (label === gifLabels.comment || label === gifLabels.plainText) {
		const text = label === gifLabels.comment ? data : data.subarray(12);
		const tag = label === gifLabels.comment ? "Comment" : "Text";
		const value = readable(decodeText(text));
		return [
			{ kind: "text", severity: value ? "medium" : "low", source: "GIF", tag, value: value || phrase("emptyComment") },
		];
	}
	if (name.startsWith("C2PA")) return jumbfFindings(data, "GIF");
	if (name.startsWith("MGK8BIM") || name.startsWith("MGKIPTC")) {
		return photoshopFindings(data, data[0] === 0x1c ? "iim" : "resources");
	}
	const vendor = readable(name);
	return [
		{
			kind: "unknown",
			severity: "medium",
			source: "GIF",
			tag: vendor || `0x${label.toString(16)}`,
			value: labelled(vendor, data.length),
		},
	];
}

function joinSubBlocks(raw: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const data = new Uint8Array(raw.length);
	let size = 0;
	for (let at = 0, length = raw[0] ?? 0; length > 0 && at < raw.length; length = raw[at] ?? 0) {
		const part = raw.subarray(at + 1, at + 1 + length);
		data.set(part, size);
		size += part.length;
		at += 1 + length;
	}
	return data.subarray(0, size);
}
