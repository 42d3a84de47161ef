// Matroska's elements by number: what players need, and what says something. https://www.rfc-editor.org/rfc/rfc9559
import { numberSet } from "../containers/number-set";

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
	codecId: 0x86,
	codecPrivate: 0x63a2,
	muxingApp: 0x4d80,
	writingApp: 0x5741,
	dateUtc: 0x4461,
	title: 0x7ba9,
} as const;

/** Elements whose children are elements, as far as they are looked into. */
export const masters: ReadonlySet<number> = new Set([
	ids.seekHead,
	ids.seek,
	ids.info,
	ids.tracks,
	ids.trackEntry,
	ids.tags,
	ids.tag,
	ids.targets,
	ids.simpleTag,
	ids.attachments,
	ids.attachedFile,
	ids.chapters,
	// chapters; of a track: picture, colour, mastering, projection, sound, operations, encodings
	...numberSet("0x80 0xb6 0xe0-0xe4 0xe8 0x41e4 0x45b9 0x47e7 0x5034 0x5035 0x55b0 0x55d0 0x6240 0x6d80 0x7670"),
]);

/** What info and tracks keep: times, sizes, colours, projection, sound, languages, codecs, encryption. */
export const kept: ReadonlySet<number> = new Set([
	...masters,
	ids.muxingApp,
	ids.writingApp,
	ids.trackNumber,
	ids.codecId,
	ids.codecPrivate,
	ids.seekId,
	...numberSet(
		`0x83 0x88 0x9a 0x9c 0x9d 0x9f 0xaa 0xb0 0xb5 0xb9 0xba 0xbf-0xc1 0xc4 0xc6 0xc7 0xe5 0xe6 0xe9 0xec 0xed 0x41a4
		0x41e7 0x41ed 0x41f0 0x4254 0x4255 0x4489 0x47e1 0x47e2 0x47e5 0x47e6 0x47e8 0x5031-0x5033 0x52f1 0x537f 0x53ac
		0x53b8 0x53b9 0x53c0 0x54aa 0x54b0 0x54b2 0x54b3 0x54ba 0x54bb 0x54cc 0x54dd 0x55aa-0x55af 0x55b1-0x55bd
		0x55d1-0x55da 0x55ee 0x56aa 0x56bb 0x6264 0x66a5 0x66bf 0x66fc 0x6de7 0x6df8 0x6fab 0x73c5 0x7446 0x7671-0x7675
		0x78b5 0x7d7b 0x22b59c 0x22b59d 0x23314f 0x234e7a 0x2383e3 0x23e383 0x2ad7b1 0x2eb524 0x2fb523`,
	),
]);

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
export const neededTag = /^(REPLAYGAIN_(GAIN|PEAK|TRACK_GAIN|TRACK_PEAK)|spherical-video)$/i;
