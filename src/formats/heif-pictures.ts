// The pictures of a HEIF file that nobody sees beside the one that is shown: they are told, and stay. ISO/IEC 23008-12, 6.4

import type { Finding } from "../core/finding";
import { type Phrase, phrase, sized } from "../core/phrase";
import type { HeifItem, HeifMeta } from "./containers/heif-items";
import { latin1 } from "./containers/numbers";
import { readable, untilZero } from "./metadata/text";

/** What is shown with the picture and of it: transparency, and what its colours are brightened with. */
const shownWith = /alpha|auxid:1$|hdrgainmap|23000:002:1$/i;
const depth = /depth|auxid:2$|disparity/i;

/** In fewer bytes nothing can be seen. */
const smallestPicture = 32;

/** @param items the items that are pictures, or put together of such. */
export function otherPictures(bytes: Uint8Array, meta: HeifMeta, items: readonly HeifItem[]): Finding[] {
	const shown = new Set([meta.primary]);
	const findings: Finding[] = [];
	const sizeOf = (ids: ReadonlySet<number>) =>
		items.reduce(
			(sum, { id, extents }) => sum + (ids.has(id) ? extents.reduce((all, { length }) => all + length, 0) : 0),
			0,
		);
	const told = (kind: Finding["kind"], severity: Finding["severity"], tag: string, value: string | Phrase) =>
		findings.push({ kind, severity, source: "HEIF", tag, value, stays: true });

	putTogether(meta, shown);
	for (const item of items) {
		// a picture with its gain map, which the one that is shown is a part of
		if (item.type === "tmap" && partsOf(meta, item.id).some((id) => shown.has(id))) shown.add(item.id);
	}
	putTogether(meta, shown);
	// what hangs on a picture that hangs on one (the transparency of a thumbnail) may stand before it
	for (let count = -1; count < shown.size; ) {
		count = shown.size;
		for (const { type, from, to } of meta.references) {
			if (shown.has(from) || !to.some((id) => shown.has(id)) || !/^(auxl|thmb)$/.test(type)) continue;
			const parts = putTogether(meta, new Set([from]));
			const size = sizeOf(parts);
			const name = type === "auxl" ? auxiliaryType(bytes, meta, from) : "";
			if (type === "thmb") {
				if (size >= smallestPicture) told("thumbnail", "low", "ThumbnailImage", phrase("smallerCopy", { bytes: size }));
			} else if (depth.test(name)) told("hidden-media", "medium", "DepthMap", sized(size));
			else if (!shownWith.test(name))
				told("hidden-media", "medium", readable(name) || "auxl", phrase("secondPicture", { bytes: size }));
			for (const id of parts) shown.add(id);
		}
	}
	const partly = new Set(meta.references.flatMap(({ type, from, to }) => (type === "dimg" ? to : [from])));
	const rest = () => items.filter(({ id }) => !shown.has(id));
	const ofNone = rest().filter(({ id }) => !partly.has(id));
	for (const { id } of [...ofNone, ...rest()]) {
		if (shown.has(id)) continue;
		const parts = putTogether(meta, new Set([id]));
		for (const { from, to } of meta.references) if (to.some((other) => parts.has(other))) parts.add(from);
		told("hidden-media", "high", "OtherImage", phrase("secondPicture", { bytes: sizeOf(putTogether(meta, parts)) }));
		for (const part of parts) shown.add(part);
	}
	return findings;
}

/** `ids` with all that these are put together of. */
function putTogether(meta: HeifMeta, ids: Set<number>): Set<number> {
	for (const id of ids) for (const part of partsOf(meta, id)) ids.add(part); // a set that grows is walked to its end
	return ids;
}

function partsOf({ parts }: HeifMeta, id: number): readonly number[] {
	return parts.get(id) ?? [];
}

/** What an auxiliary picture is, by its `auxC`. */
function auxiliaryType(bytes: Uint8Array, { properties, associations }: HeifMeta, id: number): string {
	for (const { item, property } of associations) {
		const box = properties[property - 1];
		if (item === id && box?.type === "auxC" && box.end >= box.body + 4)
			return untilZero(latin1(bytes, box.body + 4, box.end));
	}
	return "";
}
