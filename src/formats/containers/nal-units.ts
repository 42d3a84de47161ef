// Units of coded pictures (H.264, H.265, H.266), and the messages beside the picture that some of them are. ITU-T H.274; ISO/IEC 14496-15
import { uintBE } from "./numbers";

export type PictureCoding = "avc" | "hevc" | "vvc";

/** How the kind of a unit is told, which kinds are messages, and how long its head is. */
const kinds = {
	avc: { of: (unit: Uint8Array) => (unit[0] ?? 0) & 31, messages: [6], head: 1 },
	hevc: { of: (unit: Uint8Array) => ((unit[0] ?? 0) >> 1) & 63, messages: [39, 40], head: 2 },
	vvc: { of: (unit: Uint8Array) => (unit[1] ?? 0) >> 3, messages: [23, 24], head: 2 },
} as const satisfies Record<PictureCoding, unknown>;

/** A picture of more units was made to be slow. */
const maxUnits = 1000;
/** Bytes of its maker's choice behind the number of the maker. */
const unregistered = 5;
const idSize = 16;

/** What stands in a picture for whoever knows the number of its maker. */
export type Unregistered = { id: Uint8Array; data: Uint8Array };

/** @param lengthSize bytes of the length before each unit. The last one may be cut off. */
export function unitsOf(sample: Uint8Array, lengthSize: number): Uint8Array[] {
	if (sample[0] === 0 && sample[1] === 0 && (sample[2] === 1 || (sample[2] === 0 && sample[3] === 1)))
		return unitsBetweenMarks(sample);
	const units: Uint8Array[] = [];
	for (let at = 0; at + lengthSize < sample.length && units.length < maxUnits; ) {
		const start = at + lengthSize;
		const size = uintBE(sample, at, lengthSize);
		units.push(sample.subarray(start, Math.min(start + size, sample.length)));
		at = start + size;
	}
	return units;
}

/** As streams have them: each behind zeros and a one. */
function unitsBetweenMarks(sample: Uint8Array): Uint8Array[] {
	const units: Uint8Array[] = [];
	let start = -1;
	for (let at = 0; at + 2 < sample.length && units.length < maxUnits; at++) {
		if (sample[at] !== 0 || sample[at + 1] !== 0 || sample[at + 2] !== 1) continue;
		if (start >= 0) units.push(sample.subarray(start, at));
		start = at + 3;
		at += 2;
	}
	if (start >= 0) units.push(sample.subarray(start));
	return units;
}

export function unregisteredIn(unit: Uint8Array, coding: PictureCoding): Unregistered[] {
	const { of, messages, head } = kinds[coding];
	if (!messages.some((kind) => kind === of(unit))) return [];
	// Bytes that would look like a mark have a 3 between them.
	const bytes = unit
		.subarray(head)
		.filter((byte, index, all) => !(byte === 3 && all[index - 1] === 0 && all[index - 2] === 0));
	const found: Unregistered[] = [];
	for (let at = 0; at + 2 < bytes.length; ) {
		const sum = () => {
			let value = 0;
			while (bytes[at] === 255) value += bytes[at++] ?? 0;
			return value + (bytes[at++] ?? 0);
		};
		const [type, size] = [sum(), sum()];
		const content = bytes.subarray(at, at + size);
		if (type === unregistered) found.push({ id: content.subarray(0, idSize), data: content.subarray(idSize) });
		at += size;
	}
	return found;
}
