// How long the tables of a film are by what they say themselves: what stands behind is nothing that players read. ISO/IEC 14496-12
import { type Box, boxesIn } from "../containers/isobmff";
import { latin1, uint8, uint16BE, uint32BE } from "../containers/numbers";

/** Bytes before the entries, whose number is the last of them, and of an entry. */
const tables: Readonly<Record<string, readonly [number, number]>> = {
	stts: [8, 8],
	ctts: [8, 8],
	stsc: [8, 12],
	stss: [8, 4],
	stps: [8, 4],
	stco: [8, 4],
	co64: [8, 8],
	stsh: [8, 8],
};
/** Bytes in all, in version 0 and 1. */
const fixed: Readonly<Record<string, readonly [number, number]>> = {
	mvhd: [100, 112],
	tkhd: [84, 96],
	mdhd: [24, 36],
	vmhd: [12, 12],
	smhd: [8, 8],
	mehd: [8, 12],
	trex: [24, 24],
	mfhd: [8, 8],
	tfdt: [8, 12],
	cslg: [24, 44],
	clef: [12, 12],
	prof: [12, 12],
	enof: [12, 12],
	nmhd: [4, 4],
	sthd: [4, 4],
	hmhd: [20, 20],
	gmin: [16, 16],
};

/** Where a box's own content ends, if that can be told and something stands behind it. */
export function boxTail(bytes: Uint8Array, { type, body, end }: Box): number | undefined {
	const [head, entry] = tables[type] ?? [];
	const sizes = fixed[type];
	let tail = end;
	if (head !== undefined && entry !== undefined && body + head <= end) {
		tail = body + head + uint32BE(bytes, body + head - 4) * entry;
	} else if (sizes && body < end) tail = body + sizes[uint8(bytes, body) === 1 ? 1 : 0];
	else if (type === "stsz" && body + 12 <= end)
		tail = body + 12 + (uint32BE(bytes, body + 4) > 0 ? 0 : uint32BE(bytes, body + 8) * 4);
	else if (type === "elst" && body + 8 <= end)
		tail = body + 8 + uint32BE(bytes, body + 4) * (uint8(bytes, body) === 1 ? 20 : 12);
	return tail < end && bytes.subarray(tail, end).some((byte) => byte !== 0) ? tail : undefined;
}

/** Text where numbers should stand. */
export function hasWords(bytes: Uint8Array): boolean {
	return /[\w .,:;+@/-]{8}/.test(latin1(bytes)) && /[A-Za-z]{3}/.test(latin1(bytes));
}

/** Whether an index of fragments, or of where they stand, is as long as it says. */
export function isFragmentIndex(bytes: Uint8Array, { type, body, end }: Box): boolean {
	if (type === "mfro") return end - body === 8;
	if (body + 24 > end) return false;
	const long = uint8(bytes, body) === 1;
	if (type === "sidx") {
		const at = body + (long ? 30 : 22);
		return at + 2 <= end && end === at + 2 + uint16BE(bytes, at) * 12;
	}
	if (type !== "tfra") return false;
	const widths = uint32BE(bytes, body + 8);
	const numbers = [4, 2, 0].reduce((sum, shift) => sum + ((widths >> shift) & 3) + 1, 0);
	return end === body + 16 + uint32BE(bytes, body + 12) * ((long ? 16 : 8) + numbers);
}

/** Brands that players ask for; of others a file names a few. */
const knownBrand =
	/^(iso\w|mp[47]\w|avc\w|h[ev][vc]1|av01|qt {2}|M4[ABPV][ H]|MSNV|NDAS|dash|[dmrsl]ms[dhix]|cm\w\w|3g\w\w|mmp4|[Ff]4[VAP] |kddi|dby1|ccff|piff|XAVC|CAEP|\0{4})$/;
const fewBrands = 3;

/** Where the brands of a film stop to be brands: at what is longer than one, or at more of nobody's than honest files name. */
export function brandsEnd(bytes: Uint8Array): number {
	const count = Math.floor((bytes.length - 8) / 4);
	const brands = Array.from({ length: Math.max(0, count) }, (_, index) => latin1(bytes, 8 + index * 4, 12 + index * 4));
	const unknown = brands.flatMap((brand, index) => (knownBrand.test(brand) ? [] : [index]));
	const first = unknown[0];
	if (unknown.length >= fewBrands && first !== undefined) return 8 + first * 4;
	return bytes.length >= 8 && bytes.subarray(8 + brands.length * 4).some((byte) => byte !== 0)
		? 8 + brands.length * 4
		: bytes.length;
}

/** Whether a box is made of indexes of fragments and nothing else. */
export function isFragmentIndexes(bytes: Uint8Array, { body, end }: Box): boolean {
	const { boxes, rest } = boxesIn(bytes, body, end);
	return rest === end && boxes.every((box) => isFragmentIndex(bytes, box));
}
