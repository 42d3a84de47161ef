// What a person chose to keep of songs and films: nothing stays that was not told, and covers go through the stripper of pictures.
import { describe, expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { flacPicture, frame, id3, vorbisComment } from "../fixtures/audio";
import { bytes, u16, u32 } from "../fixtures/bytes";
import { flacTone, mp3Tone } from "../fixtures/clips";
import { element, movieOf } from "../fixtures/matroska";
import { media } from "../fixtures/media";
import { box, film, freeform, item, itemList, keyedMeta } from "../fixtures/mp4";
import { opus } from "../fixtures/ogg";
import { cleanPhoto, gpsPhoto } from "../fixtures/photo";
import { exiftool, exiftoolPath, have, output } from "../tools";
import { findingsOf, inspectBytes, stripped, withFiles } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const keep = { ...keepNothing, credits: true, time: true, place: "10km" } as const;
const hidden = "call +49 151 12345678";
const photo = gpsPhoto();
const plain = cleanPhoto();
const base64 = (some: Uint8Array) => Buffer.from(some).toString("base64");
const le32 = (value: number) => u32(value).toReversed();

const chunk = (id: string, content: Uint8Array) =>
	bytes(id, le32(content.length), content, content.length % 2 ? 0 : "");
const wave = (...entries: readonly Uint8Array[]) => {
	const [plain = bytes()] = Object.values(media.wav.clean);
	const whole = bytes(plain, chunk("LIST", bytes("INFO", ...entries)));
	whole.set(le32(whole.length - 8), 4);
	return whole;
};
const userData = (...content: readonly Uint8Array[]) => film({ movie: [box("udta", ...content)] });
const quickTimeText = (type: string, text: string, behind = "") =>
	box(type, u16(text.length), [0x15, 0xc7], text, behind);
const mp3 = (...content: Parameters<typeof frame>[2][]) => bytes(id3(3, frame(3, ...asFrame(content))), mp3Tone);
const asFrame = ([id = "", ...content]: Parameters<typeof frame>[2][]) => [`${id}`, ...content] as const;
const flac = (type: number, content: Uint8Array) => {
	const size = [content.length >> 16, (content.length >> 8) & 255, content.length & 255];
	const frames = flacTone.subarray(Buffer.from(flacTone).indexOf(Buffer.from([0xff, 0xf8])));
	return bytes("fLaC", [0, 0, 0, 34], flacTone.subarray(8, 42), [type | 128, ...size], content, frames);
};
const simpleTag = (...content: readonly Uint8Array[]) =>
	movieOf({ after: [element(0x1254c367, element(0x7373, element(0x63c0), element(0x67c8, ...content)))] });
const artist = [element(0x45a3, "ARTIST"), element(0x4487, "Alice Example")] as const;

/** What a person may keep, with words in it that readers of tags do not show. */
const hiding: Readonly<Record<string, Bytes>> = {
	"an item behind a zero": film({ movie: [itemList(item("©ART", `Alice\0${hidden}`))] }),
	"an item beside its value": film({
		movie: [itemList(box("©ART", box("data", u32(1), u32(0), "Alice"), box("note", hidden)))],
	}),
	"an item of bytes": film({ movie: [itemList(item("©ART", bytes([1, 2, 3], hidden), 0))] }),
	"the name of an item": film({ movie: [itemList(freeform(`PERFORMER=+/${hidden}`, "Alice"))] }),
	"a long item": film({ movie: [itemList(item("©ART", "Alice ".repeat(100) + hidden))] }),
	"a key's value": film({ movie: [keyedMeta({ "com.apple.quicktime.artist": `Alice\0${hidden}` })] }),
	"a coarse place with words": film({
		movie: [keyedMeta({ "com.apple.quicktime.location.ISO6709": `+48.90+002.30/ ${hidden}` })],
	}),
	"user data behind a zero": userData(quickTimeText("©ART", `Alice\0${hidden}`)),
	"user data behind its text": userData(quickTimeText("©ART", "Alice", hidden)),
	"a coarse place in user data": userData(quickTimeText("©xyz", `+48.90+002.30/ ${hidden}`)),
	"3GPP's author": userData(box("auth", u32(0), [0x15, 0xc7], `Alice\0${hidden}`)),
	"3GPP's year": userData(box("yrrc", u32(0), u16(2021), hidden)),
	"a name of Windows": userData(
		box(
			"Xtra",
			u32(49 + hidden.length),
			u32(9),
			"WM/Artist",
			u32(1),
			u32(28 + hidden.length),
			u16(8),
			"A\0l\0i\0c\0e\0\0\0",
			hidden,
		),
	),
	"a remark in XMP": userData(
		box(
			"XMP_",
			`<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- ${hidden} --><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Alice</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`,
		),
	),
	"a second cover": film({
		movie: [itemList(box("covr", box("data", u32(13), u32(0), plain), box("data", u32(13), u32(0), photo)))],
	}),
	"INFO behind a zero": wave(chunk("IART", bytes(`Alice\0${hidden}`))),
	"INFO behind its entries": wave(bytes(chunk("IART", bytes("Alice\0")), "x +4915")),
	"a frame behind a zero": mp3("WCOP", `https://example.org/\0${hidden}`),
	"a name of one's own": mp3("TXXX", 0, `Performer: ${hidden}`, 0, "Alice"),
	"a picture's type": mp3("APIC", 0, `image/jpeg; ${hidden}`, 0, 3, 0, plain),
	"a picture that is none": mp3("APIC", 0, "image/jpeg", 0, 3, 0, hidden),
	"a file that is no picture": mp3("APIC", 0, "image/png", 0, 3, 0, mp3Tone, hidden),
	"Xiph's name of a comment": opus("", `PERFORMER/${hidden}=Alice`),
	"Xiph's comment behind a zero": opus("", `ARTIST=Alice\0${hidden}`),
	"Xiph's coarse place": opus("", `LOCATION=+48.90+002.30/ ${hidden}`),
	"a cover's base64 with words": opus("", `COVERART=${base64(plain)}==${hidden}`),
	"a cover that is no picture": opus("", `METADATA_BLOCK_PICTURE=${base64(bytes(hidden.repeat(4)))}`),
	"a picture's block": flac(6, bytes(flacPicture(plain), hidden)),
	"a tag's bytes": simpleTag(...artist, element(0x4485, photo, hidden)),
	"a tag's second text": simpleTag(...artist, element(0x4487, hidden)),
	"a tag behind a zero": simpleTag(element(0x45a3, "ARTIST"), element(0x4487, `Alice\0${hidden}`)),
	"a date that is a text": movieOf({ info: [element(0x4461, `2021\0${hidden}`)] }),
};

test.each(Object.entries(hiding))("%s never stays untold", async (_, file) => {
	const told = (await findingsOf(file)).map(({ tag, value }) => `${tag} ${value}`).join(" ");
	const kept = Buffer.from(await stripped(file, keep));
	const words = [hidden, "+4915", "PUB9988776655"].filter((some) => Buffer.from(file).includes(some));
	for (const word of words) if (kept.includes(word)) expect(told).toContain(word);
	expect(words.filter((word) => kept.includes(word))).toEqual([]);
	expect((await findingsOf(new Uint8Array(kept))).filter(({ stays, choice }) => !stays && !choice)).toEqual([]);
});

const picture = base64(flacPicture(photo));
/** A cover with a place and a serial number in every container, and where ExifTool finds it. */
const covers: Readonly<Record<string, { file: Bytes; extension: string; tag: string }>> = {
	"an item that says it is one": {
		file: film({ movie: [itemList(item("covr", photo, 13))] }),
		extension: "m4a",
		tag: "CoverArt",
	},
	"an item that does not say what it is": {
		file: film({ movie: [itemList(item("covr", photo, 0))] }),
		extension: "m4a",
		tag: "CoverArt",
	},
	"a frame": { file: mp3("APIC", 0, "image/jpeg", 0, 3, 0, photo), extension: "mp3", tag: "Picture" },
	"a block": { file: flac(6, flacPicture(photo)), extension: "flac", tag: "Picture" },
	"a comment": { file: opus("", `METADATA_BLOCK_PICTURE=${picture}`), extension: "ogg", tag: "Picture" },
	"a comment without the end of its base64": {
		file: opus("", `METADATA_BLOCK_PICTURE=${picture.replace(/=+$/, "")}`),
		extension: "ogg",
		tag: "Picture",
	},
	"an old comment": { file: opus("", `COVERART=${base64(photo)}`), extension: "ogg", tag: "CoverArt" },
	"a comment in FLAC": {
		file: flac(4, vorbisComment("", `COVERART=${base64(photo)}`)),
		extension: "flac",
		tag: "CoverArt",
	},
};

describe.each(Object.entries(covers))("a cover in %s", (_, { file, extension, tag }) => {
	test("is told with what it says itself", async () => {
		const kinds = (await findingsOf(file)).map(({ kind }) => kind);
		expect(kinds).toEqual(expect.arrayContaining(["thumbnail", "location", "device"]));
	});

	test.skipIf(!have("perl"))("stays for whoever keeps credits, without its place and its device", async () => {
		const kept = await stripped(file, { ...keepNothing, credits: true });
		expect((await inspectBytes(kept)).status).toBe("found");
		const cover = withFiles({ [`song.${extension}`]: kept }, ([path = ""]) =>
			output("perl", exiftoolPath, "-b", `-${tag}`, path),
		);
		const [tags = {}] = withFiles({ "cover.jpg": new Uint8Array(cover) }, exiftool);
		expect(tags).toMatchObject({ "File:FileType": "JPEG", "IFD0:Artist": "Alice Example" });
		expect(
			Object.keys(tags).filter((name) => !name.startsWith("ICC") && /GPS|Serial|Make|Model|Thumbnail/.test(name)),
		).toEqual([]);
	});

	test("goes for everybody else", async () => {
		const once = Buffer.from(await stripped(file));
		expect(once.includes(Buffer.from(photo.subarray(0, 40))) || once.includes(base64(photo.subarray(60, 90)))).toBe(
			false,
		);
		expect((await findingsOf(new Uint8Array(once))).filter(({ stays }) => !stays)).toEqual([]);
	});
});
