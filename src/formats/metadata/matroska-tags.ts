// What Matroska's elements, tags, attachments and chapters say.

import { type Finding, withoutChoice } from "../../core/finding";
import { sized } from "../../core/phrase";
import { type Element, elementsIn } from "../containers/ebml";
import { hex, uintBE } from "../containers/numbers";
import type { ReadContext } from "../handler";
import { own } from "../own";
import { readCover } from "./cover";
import { isFont } from "./font-file";
import { elementNames, ids, isKept, isNeededTag, tagNames } from "./matroska-ids";
import { camelCase, isPlainName, mediaFinding } from "./media-tags";
import { decodeText, untilZero, untilZeros } from "./text";

/** A thing that goes or stays by itself, within a master that is otherwise empty. */
export type Item = {
	element: Element;
	needed: boolean;
	findings: Finding[];
	/** Says nothing by itself: it stays beside what stays. */
	beside?: true;
};

const maxDepth = 8;
const maxItems = 100_000;

export function textOf(bytes: Uint8Array, { body, end }: Element): string {
	return untilZero(decodeText(bytes.subarray(body, end)));
}

/** An element of info or tracks that goes. */
export function elementFinding(bytes: Uint8Array, element: Element, source: string): Finding {
	const size = element.end - element.body;
	const name = elementNames[element.id];
	const fallback: Finding = {
		kind: "unknown",
		severity: "low",
		source,
		tag: name ?? element.id.toString(16),
		value: sized(size),
	};
	if (name === undefined) return fallback;
	if (element.id === ids.dateUtc && size === 8) return mediaFinding(source, name, date(bytes, element)) ?? fallback;
	const text = untilZeros(decodeText(bytes.subarray(element.body, element.end)));
	if (/UID$/.test(name)) return { kind: "tracking", severity: "low", source, tag: name, value: uid(bytes, element) };
	return mediaFinding(source, name, text) ?? fallback;
}

/** Children that a master does not keep, each as something that goes. */
function strayItems(bytes: Uint8Array, master: Element): Item[] {
	return elementsIn(bytes, master.body, master.end)
		.filter((child) => !isKept(master.id, child, bytes))
		.map((element) => ({ element, needed: false, findings: [elementFinding(bytes, element, "Matroska")] }));
}

/** The simple tags of a `Tags` element, each with those within it. */
export function tagItems(bytes: Uint8Array, tags: Element): Item[] {
	const items = strayItems(bytes, tags);
	for (const tag of elementsIn(bytes, tags.body, tags.end).filter(({ id }) => id === ids.tag)) {
		items.push(...strayItems(bytes, tag));
		for (const child of elementsIn(bytes, tag.body, tag.end)) {
			if (child.id === ids.targets) items.push(targetItem(bytes, child), ...strayItems(bytes, child));
			else if (child.id === ids.simpleTag) items.push(...simpleTags(bytes, child, maxDepth));
		}
	}
	return items.slice(0, maxItems);
}

function targetItem(bytes: Uint8Array, targets: Element): Item {
	const tracks = elementsIn(bytes, targets.body, targets.end).filter(({ id }) => id === ids.tagTrackUid);
	return {
		element: targets,
		needed: true,
		beside: true,
		findings: tracks
			.map((target) => uid(bytes, target))
			.filter((value) => !/^0*$/.test(value))
			.map((value) => ({ kind: "tracking", severity: "low", source: "Matroska", tag: "TagTrackUID", value })),
	};
}

function simpleTags(bytes: Uint8Array, element: Element, depth: number): Item[] {
	const children = elementsIn(bytes, element.body, element.end);
	const text = (wanted: number) => {
		const child = children.find(({ id }) => id === wanted);
		return child ? untilZeros(decodeText(bytes.subarray(child.body, child.end))) : "";
	};
	const [name, value] = [text(ids.tagName), text(ids.tagString)];
	const whole = children.every((child) => isKept(element.id, child, bytes));
	if (whole && isNeededTag(name, value)) return [{ element, needed: true, findings: [] }];
	const isAlone = whole && isPlainName(name) && new Set(children.map(({ id }) => id)).size === children.length;
	const finding = mediaFinding("Matroska", own(tagNames, name) ?? camelCase(name.toLowerCase()), value) ?? {
		...elementFinding(bytes, element, "Matroska"),
		tag: name || "SimpleTag",
	};
	const nested =
		depth > 0
			? children.filter(({ id }) => id === ids.simpleTag).flatMap((child) => simpleTags(bytes, child, depth - 1))
			: [];
	const findings = [finding, ...nested.flatMap(({ findings }) => findings)];
	return [{ element, needed: false, findings: isAlone ? findings : findings.map(withoutChoice) }];
}

/** Fonts that subtitles are drawn with. */
const font = /font|opentype|truetype/i;
/** The files attached: each is read for what it says, fonts stay. */
export async function attachmentItems(
	bytes: Uint8Array<ArrayBuffer>,
	attachments: Element,
	base: number,
	context: ReadContext,
): Promise<Item[]> {
	const items = strayItems(bytes, attachments);
	for (const element of elementsIn(bytes, attachments.body, attachments.end).filter(
		({ id }) => id === ids.attachedFile,
	)) {
		const children = elementsIn(bytes, element.body, element.end);
		const text = (wanted: number) => {
			const child = children.find(({ id }) => id === wanted);
			return child ? textOf(bytes, child) : "";
		};
		const mime = text(ids.fileMimeType);
		const data = children.find(({ id }) => id === ids.fileData);
		if (font.test(mime) && data && isFont(bytes.subarray(data.body, data.end))) {
			const name = mediaFinding("Matroska", "AttachedFileName", text(ids.fileName));
			items.push(
				{ element, needed: true, findings: name ? [{ ...name, stays: true }] : [] },
				...strayItems(bytes, element),
			);
			continue;
		}
		const name: Finding = {
			kind: "hidden-media",
			severity: "high",
			source: "Matroska",
			tag: "AttachedFileName",
			value: text(ids.fileName) || mime,
		};
		const described = mediaFinding("Matroska", "AttachedFileDescription", text(ids.fileDescription));
		const picture =
			data && mime.startsWith("image/")
				? await readCover("Matroska", "AttachedFile", bytes.slice(data.body, data.end), base + data.body, context)
				: undefined;
		const inside = (picture?.findings ?? []).map(withoutChoice);
		items.push({ element, needed: false, findings: [name, ...(described ? [described] : []), ...inside] });
	}
	return items;
}

/** The names of chapters, as one thing that goes. */
export function chapterItems(bytes: Uint8Array, chapters: Element): Item[] {
	const names = chapterNames(bytes, chapters.body, chapters.end, maxDepth);
	const value = names.length > 0 ? names.slice(0, 20).join("; ") : sized(chapters.end - chapters.body);
	return [
		{
			element: chapters,
			needed: false,
			findings: [{ kind: "text", severity: "medium", source: "Matroska", tag: "ChapterString", value }],
		},
	];
}

const chapterMasters: ReadonlySet<number> = new Set([0x45b9, 0xb6, 0x80]);

function chapterNames(bytes: Uint8Array, start: number, end: number, depth: number): string[] {
	return elementsIn(bytes, start, end).flatMap((element) => {
		if (element.id === ids.chapterString) return [textOf(bytes, element)];
		return depth > 0 && chapterMasters.has(element.id) ? chapterNames(bytes, element.body, element.end, depth - 1) : [];
	});
}

/** Nanoseconds from the beginning of 2001. */
function date(bytes: Uint8Array, { body }: Element): string {
	const value = new DataView(bytes.buffer, bytes.byteOffset + body, 8).getBigInt64(0);
	const time = new Date(Date.UTC(2001, 0, 1) + Number(value / 1_000_000n));
	return Number.isNaN(time.getTime()) ? `${uintBE(bytes, body, 8)}` : `${time.toISOString().slice(0, 19)}Z`;
}

function uid(bytes: Uint8Array, { body, end }: Element): string {
	return hex(bytes.subarray(body, Math.min(end, body + 16)));
}
