// HEIF: HEIC and AVIF, stills and sequences. No box moves: what goes is zeroed, and its entries become padding. ISO/IEC 23008-12

import type { Finding } from "../core/finding";
import { sized } from "../core/phrase";
import { type ByteSource, sliceSource } from "./containers/byte-source";
import { freed } from "./containers/free-box";
import { type Box, boxesIn, isPaddingAt, topBoxes } from "./containers/isobmff";
import { filmParts } from "./film-in-picture";
import type { Handler, ReadContext } from "./handler";
import { heifMetaParts, type LoadedBox } from "./heif-meta";
import { InvalidFileError } from "./invalid-file-error";
import { boxedFile, hiddenFile, hiddenVideo } from "./metadata/hidden-video";
import { samsungTrailer } from "./metadata/samsung-trailer";
import { behindFinding } from "./metadata/trailing";
import { uuidParts } from "./metadata/uuid-boxes";
import { type Part, part, readingOf, zeroed } from "./parts";

export const heif: Handler = {
	format: "heif",
	async read(file, context) {
		const { boxes: all, rest: behind } = await topBoxes(file, context.signal);
		// whatever begins anew is another file, which no decoder looks at
		const second = all.findIndex(({ type }, index) => index > 0 && type === "ftyp");
		const boxes = second < 0 ? all : all.slice(0, second);
		const rest = all[second]?.start ?? behind;
		const source = second < 0 ? file : sliceSource(file, 0, rest);
		const meta = boxes.find(({ type }) => type === "meta");
		const hasFilm = await hasTracks(source, boxes);
		if (!meta && !hasFilm) throw new InvalidFileError("damaged", "a HEIF without pictures");

		// without a film, what belongs to films alone is read by nobody, and so is a second `meta`
		const isNeeded = (box: Box) => box === boxes[0] || box === meta || (hasFilm ? inFilms : inPictures).has(box.type);
		const last = boxes.findLastIndex(isNeeded);
		const tail = boxes.slice(last + 1);
		const parts: Part[] = [];
		for (const box of boxes.slice(0, last + 1)) parts.push(...(await topBoxParts(source, box, isNeeded(box), context)));
		if (meta) {
			const media = hasFilm ? [] : boxes.filter(({ type }) => type === "mdat");
			parts.push(...(await heifMetaParts(source, await loaded(source, meta), media, context)));
		}
		parts.push(...(await tailParts(file, tail, rest, second < 0 ? [] : all.slice(second), context)));
		return readingOf("heif", file.size, parts);
	},
};

/** Whether a film uses the media as well: one without tracks uses nothing. */
async function hasTracks(source: ByteSource, boxes: readonly Box[]): Promise<boolean> {
	for (const box of boxes.filter(({ type }) => type === "moov" || type === "moof")) {
		const { bytes, root } = await loaded(source, box);
		if (boxesIn(bytes, root.body, root.end).boxes.some(({ type }) => type === "trak" || type === "traf")) return true;
	}
	return false;
}

/** Boxes that a decoder reads. */
const inPictures: ReadonlySet<string> = new Set(["mdat"]);
const inFilms: ReadonlySet<string> = new Set([...inPictures, "styp", "imda", "moov", "moof", "sidx", "mfra"]);
const padding: ReadonlySet<string> = new Set(["free", "skip", "wide"]);
const maxBoxSize = 64 * 1024 * 1024;

async function loaded(source: ByteSource, { type, start, body, end }: Box): Promise<LoadedBox> {
	if (end - start > maxBoxSize) throw new InvalidFileError("too-complex", `${type} of ${end - start} bytes`);
	return {
		bytes: await source.read(start, end),
		base: start,
		root: { type, start: 0, body: body - start, end: end - start },
	};
}

/** What a box at the top says, but for `meta` and the ones at the end that nobody needs. */
async function topBoxParts(source: ByteSource, box: Box, isNeeded: boolean, context: ReadContext): Promise<Part[]> {
	if (isNeeded && (box.type === "moov" || box.type === "moof")) {
		const { bytes, base, root } = await loaded(source, box);
		return filmParts(bytes, base, root, context);
	}
	if (isNeeded || (await isPaddingAt(source, box.body, box.end, context.signal))) return [];
	if (padding.has(box.type)) return [part([await boxFinding(source, box)], zeroed(box.body, box.end))];
	if (box.type === "uuid") {
		const { bytes, base, root } = await loaded(source, box);
		return uuidParts(bytes, root, base, context);
	}
	return [part([await boxFinding(source, box)], freed(0, box))];
}

/** Boxes after the last one that is needed, another file, and bytes that are no box: the file ends before them. */
async function tailParts(
	source: ByteSource,
	tail: readonly Box[],
	rest: number,
	appended: readonly Box[],
	context: ReadContext,
): Promise<Part[]> {
	const findings: Finding[] = [];
	const start = tail[0]?.start ?? rest;
	const samsung = await samsungTrailer(source, start);
	for (const box of tail) {
		if (samsung && box.end > samsung.start) break; // what only looks like a box, or the one around it
		if (padding.has(box.type) && (await isPaddingAt(source, box.body, box.end, context.signal))) continue;
		if (box.type === "uuid") {
			const { bytes, base, root } = await loaded(source, box);
			findings.push(...(await uuidParts(bytes, root, base, context)).flatMap((uuid) => uuid.findings));
		} else findings.push(await boxFinding(source, box));
	}
	const file = appended.some(({ type }) => type === "moov")
		? { start: rest, isPicture: false }
		: samsung && (await boxedFile(source, samsung.start, source.size));
	if (file) findings.push({ source: "HEIF", ...(await hiddenFile(source, file)) });
	if (samsung) findings.push(...samsung.findings);
	else if (!file && !(await isPaddingAt(source, rest, source.size, context.signal))) {
		findings.push(behindFinding("HEIF", source.size - rest));
	}
	return findings.length > 0 ? [part(findings, [{ start, end: source.size }])] : [];
}

/** What a box that no decoder needs is known to hold. */
const knownBoxes: Readonly<Record<string, Pick<Finding, "kind" | "severity" | "tag">>> = {
	mpvd: { kind: "hidden-media", severity: "high", tag: "MotionPhotoVideo" },
	sefd: { kind: "device", severity: "high", tag: "SamsungTrailer" },
	jumb: { kind: "provenance", severity: "high", tag: "JUMBF" },
	free: { kind: "unknown", severity: "medium", tag: "free" },
	skip: { kind: "unknown", severity: "medium", tag: "skip" },
};

async function boxFinding(source: ByteSource, { type, body, end }: Box): Promise<Finding> {
	const known = knownBoxes[type] ?? {
		kind: "trailing-data",
		severity: "high",
		tag: type.replace(/[^\x20-\x7e]/g, "?"),
	};
	const bytes = end - body;
	const finding: Finding = { source: "HEIF", value: sized(bytes), ...known };
	return type === "mpvd" ? { ...finding, ...(await hiddenVideo(source, body, end)) } : finding;
}
