// Somebody's words put into a clean song or an AVI, wherever its container has room for them: they are told or gone, and never called clean.
import fc from "fast-check";
import { describe, test } from "vitest";
import { ape, id3, frame as id3Frame, id3v1, vorbisComment } from "../fixtures/audio";
import { bytes, u32 } from "../fixtures/bytes";
import { adtsTone, mp3Tone } from "../fixtures/clips";
import { media } from "../fixtures/media";
import { cleanVoiceNote, page } from "../fixtures/ogg";
import { expectToldOrGone } from "./hidden-words";

type Bytes = Uint8Array<ArrayBuffer>;
/** The file with `words` in it, under a name of four `letters` where it has names; `place` chooses among places and ways. */
type Hiding = (file: Bytes, letters: string, place: number) => Bytes;

const words = "Alice Example 48.13743 11.57549 +49 151 12345678";
const le32 = (value: number) => u32(value).toReversed();

const behind: Hiding = (file) => bytes(file, words);

/** Tags of every kind, and words that are no tag. */
const inTags = [
	bytes(words),
	id3(3, id3Frame(3, "TIT2", 0, words)),
	id3(3, id3Frame(3, "TXXX", 0, "replaygain_track_gain", 0, words)),
	id3(3, id3Frame(3, "RVA2", words)),
	bytes(id3v1("", ""), words),
	bytes(ape({ Artist: words }), id3v1("", ""), "\n"),
	bytes("ID3", [3, 0, 0x40, 0, 0, 0, 4 + words.length], u32(words.length), words),
];

const betweenFrames =
	(ends: readonly number[]): Hiding =>
	(file, _, place) => {
		const at = ends[place % ends.length] ?? file.length;
		return inserted(file, at, inTags[place % inTags.length] ?? bytes(words));
	};

const behindTag: Hiding = (file, _, place) =>
	bytes(id3(3, id3Frame(3, "TPE1", 0, "x")), inTags[place % inTags.length] ?? words, file);

const asBlock: Hiding = (file, _, place) => {
	const contents = [bytes(words), vorbisComment("", words), vorbisComment(words), bytes(vorbisComment(""), words)];
	const more = [vorbisComment("", `${words}=`), vorbisComment("", `REPLAYGAIN_TRACK_GAIN=${words}`)];
	const all = [...contents, ...more];
	const content = all[place % all.length] ?? bytes(words);
	return inserted(file, 42, bytes([(place >> 3) % 8, 0, 0, content.length], content));
};

const inFlac: Hiding = (file) => inserted(file, file.indexOf(0xff, 42), bytes(words));

/** A chunk at the end of a RIFF or FORM, whose size is made right. */
const asChunk =
	(size: (value: number) => Uint8Array): Hiding =>
	(file, letters, place) => {
		const before = new Uint8Array([0, 32, 4, 36][place % 4] ?? 0);
		const content = bytes(before, words);
		const whole = bytes(file, letters, size(content.length), content);
		whole.set(size(whole.length - 8), 4);
		return whole;
	};

/** A chunk between the frames of an AVI, or a list of one. */
const inMovie: Hiding = (file, letters, place) => {
	const list = Buffer.from(file).indexOf("movi");
	const view = new DataView(file.buffer, file.byteOffset);
	const end = list + view.getUint32(list - 4, true);
	const chunk = bytes(letters, le32(words.length), words);
	const hidden = place % 2 ? chunk : bytes("LIST", le32(chunk.length + 4), "rec ", chunk);
	const whole = inserted(file, end, hidden);
	whole.set(le32(view.getUint32(list - 4, true) + hidden.length), list - 4);
	whole.set(le32(whole.length - 8), 4);
	return whole;
};

/** A page of a stream that was never begun, or that no player knows, behind any page of the first. */
const asPage: Hiding = (file, letters, place) => {
	const ends = [0, ...pageEnds(file)];
	const at = ends[place % ends.length] ?? 0;
	const packets = bytes([`\x80${letters}`, "fishead\0", ""][place % 3] ?? "", new Uint8Array(44), words);
	const flags = at === 0 || place % 2 ? 2 : 0;
	return inserted(file, at, page({ flags, position: new Uint8Array(8), serial: 99, packets }, 0, [packets.length]));
};

const behindHead: Hiding = (file) => {
	const [end = 0] = pageEnds(file);
	const packets = bytes(file.subarray(28, end), words);
	const serial = new DataView(file.buffer, file.byteOffset).getUint32(14, true);
	const first = page({ flags: 2, position: new Uint8Array(8), serial, packets }, 0, [packets.length]);
	return bytes(first, file.subarray(end));
};

const mp3Ends = [180, 216, 252, 288, 504, 540, 576];
const adtsEnds = [...adtsTone.keys()].filter((at) => adtsTone[at] === 0xff && adtsTone[at + 1] === 0xf1).slice(1);
const little = asChunk(le32);
const places: Readonly<
	Record<string, { file: Bytes | undefined; hidings: readonly Hiding[]; names: readonly string[] }>
> = {
	mp3: { file: mp3Tone, hidings: [behind, betweenFrames(mp3Ends), behindTag], names: [] },
	aac: { file: adtsTone, hidings: [behind, betweenFrames(adtsEnds), behindTag], names: [] },
	flac: { file: media.flac.clean["clean.flac"], hidings: [behind, asBlock, inFlac], names: [] },
	wav: {
		file: media.wav.clean["clean.wav"],
		hidings: [behind, little],
		names: ["fmt ", "data", "fact", "smpl", "PEAK", "id3 ", "LIST", "JUNK", "slnt", "ds64", "bext"],
	},
	aiff: {
		file: media.aiff.clean["clean.aiff"],
		hidings: [behind, asChunk(u32)],
		names: ["COMM", "SSND", "FVER", "INST", "CHAN", "wave", "ID3 ", "NAME", "COMT"],
	},
	avi: {
		file: media.avi.clean["clean.avi"],
		hidings: [behind, little, inMovie],
		names: ["JUNK", "02tx", "01wb", "gps0", "idx1", "LIST", "avih", "strh", "strf", "vprp", "dmlh", "indx", "ix07"],
	},
	ogg: { file: cleanVoiceNote(), hidings: [behind, asPage, behindHead], names: [] },
};

describe.each(Object.entries(places))("%s", (_, { file = bytes(), hidings, names }) => {
	const some = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), minLength: 4, maxLength: 4 });
	const letters = names.length > 0 ? fc.oneof(fc.constantFrom(...names), some) : some;

	test("words hidden in it are told or gone", async () => {
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...hidings), letters, fc.nat(1000), async (hide, name, place) => {
				await expectToldOrGone(hide(file, name, place), words);
			}),
			{ numRuns: 300, seed: 20_261_128 },
		);
	});
});

function pageEnds(file: Bytes): number[] {
	const ends: number[] = [];
	for (let at = 0; at < file.length; ) {
		const segments = file[at + 26] ?? 0;
		at += 27 + segments + file.subarray(at + 27, at + 27 + segments).reduce((sum, length) => sum + length, 0);
		ends.push(at);
	}
	return ends;
}

function inserted(file: Bytes, at: number, block: Uint8Array): Bytes {
	return bytes(file.subarray(0, at), block, file.subarray(at));
}
