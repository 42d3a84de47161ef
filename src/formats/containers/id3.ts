// ID3v2 tags of all versions, cut into frames. https://id3.org/id3v2.4.0-structure
import { InvalidFileError } from "../invalid-file-error";
import type { ByteSource } from "./byte-source";
import { bytesBE, joinBytes, latin1, latin1Bytes, uint8, uintBE } from "./numbers";

export type Id3Frame = {
	id: string;
	/** Without its header, unsynchronisation undone. */
	body: Uint8Array<ArrayBuffer>;
	/** As it stands in the tag, to be written again. */
	raw: Uint8Array<ArrayBuffer>;
	/** Where the body stands in the tag, if it stands there as it is. */
	at: number | undefined;
	/** How the body is packed, where it is. */
	packing?: "deflated" | "encrypted";
};

export type Id3Tag = {
	version: number;
	/** Unsynchronised as a whole. */
	scrambled: boolean;
	frames: Id3Frame[];
	/** Bytes after the last frame that are not padding, and of an extended header that is longer than any. */
	rest: number;
};

export const id3HeaderSize = 10;
/** A tag's size is 28 bits; pictures of a whole album are some 20 MB. */
const maxTagSize = 64 * 1024 * 1024;
const maxFrames = 10_000;
/** Sizes, flags, a checksum and restrictions. */
const longestExtended = 14;

/** Flags of the tag, and of a frame by its version: that of two has none. */
const unsynchronised = 0x80;
const extendedHeader = 0x40;
const footer = 0x10;
const frameFlags = {
	3: { deflated: 0x80, encrypted: 0x40, grouped: 0x20, sized: 0x80, unsynchronised: 0 },
	4: { deflated: 0x08, encrypted: 0x04, grouped: 0x40, sized: 0x01, unsynchronised: 0x02 },
} as const;

/** The whole size of the tag whose header these bytes begin with; `undefined` where none begins. */
export function id3Size(head: Uint8Array): number | undefined {
	if (head.length < id3HeaderSize || latin1(head, 0, 3) !== "ID3" || uint8(head, 3) === 0xff) return undefined;
	const size = syncSafe(head, 6);
	if (size === undefined) return undefined;
	return id3HeaderSize + size + (uint8(head, 5) & footer ? id3HeaderSize : 0);
}

/** The tag in `[start, end)`. @throws InvalidFileError `too-complex` when it is larger than any honest one. */
export async function readId3(source: ByteSource, start: number, end: number): Promise<Id3Tag> {
	if (end - start > maxTagSize) throw new InvalidFileError("too-complex", `a tag of ${end - start} bytes`);
	const whole = await source.read(start, end);
	const [version, flags] = [uint8(whole, 3), uint8(whole, 5)];
	const encoded = whole.subarray(id3HeaderSize, Math.min(id3HeaderSize + (syncSafe(whole, 6) ?? 0), whole.length));
	const scrambled = (flags & unsynchronised) !== 0 && version < 4;
	const bytes = scrambled ? synchronised(encoded) : encoded;
	const extended = flags & extendedHeader && version > 2 ? Math.min(extendedSize(bytes, version), bytes.length) : 0;
	const { frames, end: at } = framesIn(bytes, extended, version, scrambled ? undefined : id3HeaderSize);
	const rest = bytes.subarray(at).findIndex((byte) => byte !== 0) < 0 ? 0 : bytes.length - at;
	return { version, scrambled, frames, rest: rest + (extended > longestExtended ? extended : 0) };
}

/** The frames from `start` on, and where they end: of a tag, or of one within a chapter. `base` is where the bytes stand in the tag. */
export function framesIn(
	bytes: Uint8Array<ArrayBuffer>,
	start: number,
	version: number,
	base: number | undefined,
): { frames: Id3Frame[]; end: number } {
	const headerSize = version === 2 ? 6 : 10;
	const frames: Id3Frame[] = [];
	let at = start;
	while (at + headerSize <= bytes.length && uint8(bytes, at) !== 0) {
		if (frames.length === maxFrames) throw new InvalidFileError("too-complex", `more than ${maxFrames} frames`);
		const frame = frameAt(bytes, at, version);
		if (!frame) break;
		frames.push({ ...frame, at: base === undefined || frame.at === undefined ? undefined : frame.at + base });
		at += frame.raw.length;
	}
	return { frames, end: at };
}

/** A tag of the frames given, as they stood in one of the same version, unsynchronised as that was. */
export function writeId3(version: number, frames: readonly Uint8Array[], scrambled = false): Uint8Array<ArrayBuffer> {
	const body = scrambled ? scramble(joinBytes(frames)) : joinBytes(frames);
	const size = [21, 14, 7, 0].map((shift) => (body.length >> shift) & 0x7f);
	return joinBytes([latin1Bytes("ID3"), Uint8Array.from([version, 0, scrambled ? unsynchronised : 0, ...size]), body]);
}

/** A frame of a name and a value of one's own, in Latin-1: of version 3 or 4, which differ only above 127 bytes. */
export function userTextFrame(version: number, name: string, value: string): Uint8Array<ArrayBuffer> {
	const body = joinBytes([Uint8Array.of(0), latin1Bytes(`${name}\0${value}`)]);
	if (version === 2) return joinBytes([latin1Bytes("TXX"), bytesBE(body.length, 3), body]);
	const size =
		version === 4
			? Uint8Array.from([21, 14, 7, 0].map((shift) => (body.length >> shift) & 0x7f))
			: bytesBE(body.length, 4);
	return joinBytes([latin1Bytes("TXXX"), size, Uint8Array.of(0, 0), body]);
}

function frameAt(bytes: Uint8Array<ArrayBuffer>, at: number, version: number): Id3Frame | undefined {
	const [idSize, headerSize] = version === 2 ? [3, 6] : [4, 10];
	const id = latin1(bytes, at, at + idSize);
	if (!/^[A-Z0-9 ]{3,4}$/.test(id)) return undefined;
	const end = at + headerSize + frameSize(bytes, at, version);
	if (end > bytes.length) return undefined;
	const raw = bytes.subarray(at, end);
	const flags = version === 2 ? 0 : uint8(bytes, at + 9);
	const is = frameFlags[version === 4 ? 4 : 3];
	// What stands before a body: the size that it has once unpacked, how it is encrypted, its group.
	const before = (flags & is.sized ? 4 : 0) + (flags & is.encrypted ? 1 : 0) + (flags & is.grouped ? 1 : 0);
	const start = Math.min(at + headerSize + before, end);
	const body = bytes.subarray(start, end);
	const packing = flags & is.encrypted ? "encrypted" : flags & is.deflated ? "deflated" : undefined;
	const frame: Pick<Id3Frame, "id" | "raw" | "packing"> = { id, raw, ...(packing && { packing }) };
	return flags & is.unsynchronised
		? { ...frame, body: synchronised(body), at: undefined }
		: { ...frame, body, at: packing ? undefined : start };
}

/** iTunes wrote plain sizes in version 4: the one after which a frame or padding begins is right. */
function frameSize(bytes: Uint8Array, at: number, version: number): number {
	if (version === 2) return uintBE(bytes, at + 3, 3);
	const plain = uintBE(bytes, at + 4, 4);
	if (version === 3) return plain;
	const safe = syncSafe(bytes, at + 4);
	if (safe === undefined || safe === plain) return plain;
	const fits = (size: number) => {
		const next = at + 10 + size;
		return (
			next === bytes.length ||
			(next < bytes.length &&
				(bytes[next] === 0 || /^[A-Z0-9]{4}$/.test(latin1(bytes, next, Math.min(next + 4, bytes.length)))))
		);
	};
	return !fits(safe) && fits(plain) ? plain : safe;
}

/** Version 3 does not count the size's own four bytes, version 4 does. */
function extendedSize(bytes: Uint8Array, version: number): number {
	if (bytes.length < 4) return 0;
	return version === 4 ? (syncSafe(bytes, 0) ?? 0) : uintBE(bytes, 0, 4) + 4;
}

/** Four bytes of seven bits each. */
function syncSafe(bytes: Uint8Array, at: number): number | undefined {
	let value = 0;
	for (let index = at; index < at + 4; index++) {
		const byte = uint8(bytes, index);
		if (byte > 0x7f) return undefined;
		value = value * 128 + byte;
	}
	return value;
}

/** A zero after every `FF` that could begin a frame of audio. */
function scramble(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	return respaced(bytes, (next) => next >= 0xe0 || next === 0, 1);
}

/** Every `FF 00` was `FF`. */
function synchronised(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	return respaced(bytes, (next) => next === 0, 0);
}

/** Zeros behind each `FF` before a byte that is `marked`: as many as told, where none or one was. In runs, since tags have up to 64 MB. */
function respaced(bytes: Uint8Array, marked: (next: number) => boolean, zeros: 0 | 1): Uint8Array<ArrayBuffer> {
	const copy = new Uint8Array(bytes.length * (1 + zeros));
	let [size, from] = [0, 0];
	for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		if (!marked(bytes[at + 1] ?? 0xff)) continue;
		copy.set(bytes.subarray(from, at + 1), size);
		size += at + 1 - from + zeros;
		from = at + 2 - zeros;
	}
	copy.set(bytes.subarray(from), size);
	return copy.slice(0, size + bytes.length - from);
}
