// JPEG 2000, bare or in its boxes: what no decoder reads becomes padding where it stands, so that nothing moves. https://www.itu.int/rec/T-REC-T.800

import type { Finding } from "../core/finding";
import { sized } from "../core/phrase";
import { metadataFindings } from "./boxed-metadata";
import type { ByteSource } from "./containers/byte-source";
import { freed } from "./containers/free-box";
import { type Box, behindSignature, boxesIn, isPadding, isPaddingAt, topBoxes } from "./containers/isobmff";
import { isCodestream, readCodestream } from "./containers/jpeg2000";
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { isProfile, profileFindings } from "./metadata/icc";
import { decodeText, readable, wordsIn } from "./metadata/text";
import { type Part, part, readingOf, trailingParts, zeroed } from "./parts";

export const jp2: Handler = {
	format: "jp2",
	async read(source, { signal }) {
		if (isCodestream(await source.read(0, Math.min(4, source.size)))) {
			const whole = { type: "jp2c", start: 0, body: 0, end: source.size };
			return readingOf("jp2", source.size, await codestreamParts(source, whole, signal));
		}
		const { boxes, rest } = await topBoxes(source, signal);
		if (!boxes.some(({ type }) => type === "jp2c")) throw new InvalidFileError("damaged", "no picture");
		const parts: Part[] = [];
		for (const box of behindSignature(boxes)) {
			if (box.type === "jp2c") parts.push(...(await codestreamParts(source, box, signal)));
			else if (!(padding.has(box.type) && (await isPaddingAt(source, box.body, box.end, signal)))) {
				const { start, body, end } = box;
				if (end - start > longestBox) throw new InvalidFileError("too-complex", `${box.type} of ${end - start} bytes`);
				const bytes = await source.read(start, end);
				parts.push(...(await boxParts(bytes, { ...box, start: 0, body: body - start, end: end - start }, start)));
			}
		}
		parts.push(...(await trailingParts(source, rest, "Jpeg2000", signal)));
		return readingOf("jp2", source.size, parts);
	},
};

/** What a picture is decoded and put together with; those in `shells` hold other boxes. */
const needed = new Set(
	"rreq ihdr bpcc pclr cmap cdef resc resd ftbl flst cref dtbl comp copt inst opct creg cgrp roid".split(" "),
);
const shells = new Set(["jp2h", "jpch", "jplh", "res "]);
const padding = new Set(["free", "skip"]);
const longestBox = 64 * 1024 * 1024;
const maxDepth = 8;

/** A box of `bytes`, which stand at `base` of the file. */
async function boxParts(bytes: Uint8Array<ArrayBuffer>, box: Box, base: number): Promise<Part[]> {
	// zeros that took the place of what was no box read as one that reaches to the end
	if (needed.has(box.type) || isPadding(bytes.subarray(box.start, box.end))) return [];
	if (box.type === "colr") return colourParts(bytes, box, base);
	if (!shells.has(box.type)) {
		const findings = await boxFindings(bytes, box, base, 0);
		return findings.length > 0 ? [part(findings, freed(base, box))] : [];
	}
	const { boxes, rest } = boxesIn(bytes, box.body, box.end);
	const parts: Part[] = [];
	for (const child of boxes) parts.push(...(await boxParts(bytes, child, base)));
	if (!isPadding(bytes.subarray(rest, box.end)))
		parts.push(part([unknown(bytes, { ...box, body: rest })], zeroed(base + rest, base + box.end)));
	return parts;
}

/** How its colours are told: as one of a list, in a profile, or in a vendor's own way, which nobody else reads. */
function colourParts(bytes: Uint8Array<ArrayBuffer>, box: Box, base: number): Part[] {
	const content = bytes.subarray(box.body, box.end);
	const isListed = content[0] === 1;
	const profile = content.subarray(3);
	if (isListed ? content.length <= longestListed : isProfile(profile))
		return [part(isListed ? [] : profileFindings(profile), [])];
	return [part([unknown(bytes, box)], freed(base, box))];
}

/** With a number and the limits of CIELab. */
const longestListed = 7 + 28;

async function boxFindings(bytes: Uint8Array<ArrayBuffer>, box: Box, base: number, depth: number): Promise<Finding[]> {
	const content = bytes.subarray(box.body, box.end);
	switch (box.type) {
		case "free":
		case "skip":
			return isPadding(content) ? [] : [unknown(bytes, box)];
		case "xml ":
		case "uuid":
		case "jumb":
			return metadataFindings(bytes, box, base);
		case "lbl ":
			return [text("Label", content)];
		case "url ":
			return [text("URL", content.subarray(4))];
		case "asoc":
		case "uinf": {
			if (depth === maxDepth) throw new InvalidFileError("too-complex", `boxes more than ${maxDepth} deep`);
			const findings: Finding[] = [];
			for (const child of boxesIn(bytes, box.body, box.end).boxes)
				if (!/^(nlst|ulst)$/.test(child.type)) findings.push(...(await boxFindings(bytes, child, base, depth + 1)));
			return findings.length > 0 ? findings : [unknown(bytes, box)];
		}
		default:
			return [unknown(bytes, box)];
	}
}

function text(tag: string, bytes: Uint8Array): Finding {
	return { kind: "text", severity: "medium", source: "Jpeg2000", tag, value: readable(decodeText(bytes)) };
}

function unknown(bytes: Uint8Array, { type, body, end }: Box): Finding {
	const value = wordsIn(bytes.subarray(body, end)) || sized(end - body);
	return { kind: "unknown", severity: "medium", source: "Jpeg2000", tag: readable(type), value };
}

/** What encoders write of themselves, and everybody has. */
const encoders = /^(Created by OpenJPEG version [\d.]+|Kakadu-v?[\d.]+|Creator: JasPer Version [\d.]+)$/;
const latin = 1;

async function codestreamParts(source: ByteSource, { body, end }: Box, signal: AbortSignal): Promise<Part[]> {
	const stream = await readCodestream(source, body, end, signal);
	const parts: Part[] = [];
	for (const comment of stream.comments) {
		const bytes = await source.read(comment.start, comment.end);
		const content = bytes.subarray(2);
		const told = text("Comment", content);
		if (isPadding(content) || (typeof told.value === "string" && encoders.test(told.value))) continue;
		// before the tiles of a bare stream nothing counts bytes: there it goes with its marker and length
		const inHeader = body === 0 && comment.end <= stream.tiles;
		const edits = inHeader ? [{ start: comment.start - 4, end: comment.end }] : zeroed(comment.start + 2, comment.end);
		parts.push(part([bytes[1] === latin ? told : { ...told, value: sized(content.length) }], edits));
	}
	if (!(await isPaddingAt(source, stream.end, end, signal))) {
		const value = sized(end - stream.end);
		const told = { kind: "trailing-data", severity: "high", source: "Jpeg2000", tag: "trailer", value } as const;
		parts.push(part([told], zeroed(stream.end, end)));
	}
	return parts;
}
