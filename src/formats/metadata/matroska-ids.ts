// Matroska's elements by number: what players need, and what says something. https://www.rfc-editor.org/rfc/rfc9559
import { crcId, type Element, voidId } from "../containers/ebml";
import { numberSet } from "../containers/number-set";
import { latin1 } from "../containers/numbers";
import { isGain } from "./media-tags";
import { privateInSpherical } from "./spherical-xml";

export const ids = {
	header: 0x1a45dfa3,
	segment: 0x18538067,
	seekHead: 0x114d9b74,
	seek: 0x4dbb,
	seekId: 0x53ab,
	info: 0x1549a966,
	tracks: 0x1654ae6b,
	cues: 0x1c53bb6b,
	cluster: 0x1f43b675,
	attachments: 0x1941a469,
	chapters: 0x1043a770,
	tags: 0x1254c367,
	tag: 0x7373,
	targets: 0x63c0,
	tagTrackUid: 0x63c5,
	simpleTag: 0x67c8,
	tagName: 0x45a3,
	tagString: 0x4487,
	attachedFile: 0x61a7,
	fileDescription: 0x467e,
	fileName: 0x466e,
	fileMimeType: 0x4660,
	fileData: 0x465c,
	chapterString: 0x85,
	trackEntry: 0xae,
	trackNumber: 0xd7,
	trackType: 0x83,
	flagEnabled: 0xb9,
	flagDefault: 0x88,
	language: 0x22b59c,
	languageTag: 0x22b59d,
	maxAdditionId: 0x55ee,
	video: 0xe0,
	pixelWidth: 0xb0,
	pixelHeight: 0xba,
	cropBottom: 0x54aa,
	cropTop: 0x54bb,
	cropLeft: 0x54cc,
	cropRight: 0x54dd,
	encodings: 0x6d80,
	encoding: 0x6240,
	encodingScope: 0x5032,
	encodingType: 0x5033,
	compression: 0x5034,
	compressionAlgorithm: 0x4254,
	compressionSettings: 0x4255,
	cuePoint: 0xbb,
	cuePositions: 0xb7,
	cueTrack: 0xf7,
	blockGroup: 0xa0,
	block: 0xa1,
	simpleBlock: 0xa3,
	blockAdditions: 0x75a1,
	blockMore: 0xa6,
	additionId: 0xee,
	addition: 0xa5,
	timestampScale: 0x2ad7b1,
	duration: 0x4489,
	tagLanguage: 0x447a,
	tagBinary: 0x4485,
	targetType: 0x63ca,
	codecId: 0x86,
	codecPrivate: 0x63a2,
	muxingApp: 0x4d80,
	writingApp: 0x5741,
	dateUtc: 0x4461,
	title: 0x7ba9,
} as const;

/** What each master keeps: times, sizes, colours, projection, sound, languages, codecs, encryption, and where samples stand. */
const kept: ReadonlyMap<number, ReadonlySet<number>> = new Map(
	[
		"0x1a45dfa3 0x4282 0x4285-0x4287 0x42f2 0x42f3 0x42f7",
		"0x114d9b74 0x4dbb",
		"0x4dbb 0x53ab 0x53ac",
		"0x1549a966 0x4d80 0x5741 0x4489 0x2ad7b1",
		"0x1654ae6b 0xae",
		`0xae 0x83 0x86 0x88 0x9c 0xaa 0xb9 0xc0 0xc6 0xc7 0xd7 0xe0-0xe2 0x41e4 0x537f 0x55aa-0x55af 0x55ee 0x56aa 0x56bb
		0x63a2 0x6d80 0x6de7 0x6df8 0x6fab 0x73c5 0x7446 0x22b59c 0x22b59d 0x23314f 0x234e7a 0x23e383`,
		"0x41e4 0x41e7 0x41ed 0x41f0",
		"0xe0 0x9a 0x9d 0xb0 0xba 0x53b8 0x53b9 0x53c0 0x54aa 0x54b0 0x54b2 0x54b3 0x54ba 0x54bb 0x54cc 0x54dd 0x55b0 0x7670 0x2383e3 0x2eb524 0x2fb523",
		"0x55b0 0x55b1-0x55bd 0x55d0",
		"0x55d0 0x55d1-0x55da",
		"0x7670 0x7671-0x7675",
		"0xe1 0x9f 0xb5 0x52f1 0x6264 0x78b5 0x7d7b",
		"0xe2 0xe3 0xe9",
		"0xe3 0xe4",
		"0xe4 0xe5 0xe6",
		"0xe9 0xed",
		"0x6d80 0x6240",
		"0x6240 0x5031-0x5035",
		"0x5034 0x4254 0x4255",
		"0x5035 0x47e1 0x47e2 0x47e5-0x47e7",
		"0x47e7 0x47e8",
		"0x1c53bb6b 0xbb",
		"0xbb 0xb3 0xb7",
		"0xb7 0xb2 0xdb 0xea 0xf0 0xf1 0xf7 0x5378",
		"0xdb 0x96 0x97 0xeb 0x535f",
		"0x1254c367 0x7373",
		"0x7373 0x63c0 0x67c8",
		"0x63c0 0x63c4-0x63c6 0x63c9 0x63ca 0x68ca",
		"0x67c8 0x447a 0x447b 0x4484 0x4487 0x45a3",
		"0x1941a469 0x61a7",
		"0x61a7 0x465c 0x4660 0x466e 0x46ae",
		"0x1f43b675 0xa0 0xa3 0xa7 0xab 0xe7",
		"0xa0 0x9b 0xa1 0xfa 0xfb 0xfd 0x75a1 0x75a2",
		"0x75a1 0xa6",
	].map((line) => {
		const [master = 0, ...children] = numberSet(line);
		return [master, new Set([...children, voidId, crcId])];
	}),
);

/** Elements whose children are elements, as far as they are looked into. */
export const masters: ReadonlySet<number> = new Set(kept.keys());

/** A number has at most eight bytes; what of the rest is text, and how it looks. */
const longestNumber = 8;
const languagePattern = /^[\w-]{2,35}$/;
const texts: Readonly<Record<number, RegExp>> = {
	[ids.codecId]: /^[A-Z]_[\w./]{1,40}$/,
	2274716: languagePattern,
	2274717: languagePattern,
	17530: languagePattern,
	17531: languagePattern,
	17026: /^(matroska|webm)$/,
	25546: /^[A-Z]{4,10}$/,
};
/** What holds bytes that nothing can be told of but that decoders need them; those of tags and attachments are looked at elsewhere. */
const opaque: ReadonlySet<number> = numberSet(
	"0x63a2 0x4255 0x47e2 0x41ed 0x7672 0x7d7b 0x4d80 0x5741 0x4487 0x45a3 0x465c 0x4660 0x466e 0xa1 0xa3",
);

/** Whether a child of `parent` is what players need there. */
export function isKept(parent: number, { id, body, end }: Element, bytes: Uint8Array): boolean {
	if (!kept.get(parent)?.has(id)) return false;
	if (masters.has(id) || opaque.has(id)) return true;
	if (id === voidId) return bytes.subarray(body, end).every((byte) => byte === 0 || byte === 0x20);
	const text = texts[id];
	return text ? text.test(latin1(bytes, body, end).replace(/\0+$/, "")) : end - body <= longestNumber;
}

/** What may stand in a cluster, whose payload is not read. */
export function isClusterChild(parent: number, { id, body, end }: Element): boolean {
	return (
		kept.get(parent)?.has(id) === true &&
		(opaque.has(id) || masters.has(id) || id === voidId || end - body <= longestNumber)
	);
}

/** ExifTool's names for elements of info and tracks that go. */
export const elementNames: Readonly<Record<number, string>> = {
	[ids.title]: "Title",
	[ids.dateUtc]: "DateTimeOriginal",
	[ids.muxingApp]: "MuxingApp",
	[ids.writingApp]: "WritingApp",
	29604: "SegmentUID",
	29572: "SegmentFileName",
	3979555: "PreviousSegmentUID",
	3965867: "PreviousSegmentFileName",
	4110627: "NextSegmentUID",
	4096955: "NextSegmentFileName",
	17476: "SegmentFamilyUID",
	21358: "TrackName",
	2459272: "CodecName",
	3839639: "EncoderSettings",
	3883072: "CodecInfoURL",
	2536000: "CodecDownloadURL",
};

/** ExifTool's names for tags, where they are not the tag's words. */
export const tagNames: Readonly<Record<string, string>> = {
	DATE_RECORDED: "DateTimeOriginal",
	DATE_DIGITIZED: "CreateDate",
	DATE_RELEASED: "DateReleased",
	ISRC: "ISRC",
	URL: "URL",
	"spherical-video": "SphericalVideoXML",
	"SPHERICAL-VIDEO": "SphericalVideoXML",
};

/** Tags that players need: how loud, and how a sphere is projected. */
export function isNeededTag(name: string, value: string): boolean {
	if (/^REPLAYGAIN_(GAIN|PEAK|TRACK_GAIN|TRACK_PEAK)$/i.test(name)) return isGain(value);
	return /^spherical-video$/i.test(name) && privateInSpherical(value).length === 0;
}
