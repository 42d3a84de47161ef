// What songs and recordings tell by tags of other tags: chapters, notes of studios, covers; and what of them is kept because it plays.
import { expect, test } from "vitest";
import { cleanMix, dirtyMix } from "../fixtures/audio";
import { media } from "../fixtures/media";
import { exiftool, have } from "../tools";
import { findingsOf, inspectBytes, stripped, withFiles } from "./checks";

const song = (name: string) => media.mp3.dirty[name]?.bytes ?? new Uint8Array();

test("an immersive mix keeps where its sound goes, and loses every name", async () => {
	expect(await findingsOf(dirtyMix)).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ source: "axml", tag: "AudioObjectName", value: "Alice's voice" }),
			expect.objectContaining({ source: "axml", tag: "Creator", value: "Alice Example", kind: "person" }),
			expect.objectContaining({ source: "axml", tag: "AudioObjectLabel", value: "Home" }),
			expect.objectContaining({ source: "axml", tag: "Comment", value: "<!-- at Bob's -->" }),
		]),
	);
	const model = (file: Uint8Array) => Buffer.from(file).toString("latin1").split("<?xml")[1];
	expect(model(await stripped(dirtyMix))?.trim()).toBe(model(cleanMix)?.trim());
});

test("chapters tell their names, links and pictures", async () => {
	const findings = await findingsOf(song("dirty-podcast.mp3"));
	expect(findings).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ kind: "text", tag: "ChapterTitle", value: "All of Alice" }),
			expect.objectContaining({ kind: "text", tag: "ChapterTitle", value: "At the bank" }),
			expect.objectContaining({ kind: "tracking", value: "https://t.example/u/alice" }),
			expect.objectContaining({ kind: "thumbnail", tag: "ChapterPicture" }),
			expect.objectContaining({ kind: "location", source: "Exif" }),
		]),
	);
	// Nothing of a chapter can be kept by itself.
	expect(findings.filter(({ choice }) => choice)).toEqual([]);
	expect(findings.some(({ kind }) => kind === "unknown")).toBe(false);
});

test("a cover in APE is shown, with what it says itself", async () => {
	const file = song("dirty-ape-cover.mp3");
	const told = await inspectBytes(file);
	const findings = told.status === "found" ? told.findings : [];
	const cover = findings.find(({ tag }) => tag === "CoverArtFront");
	const range = cover?.picture?.type === "image" ? cover.picture.range : { start: 0, end: 0 };
	expect(Buffer.from(file).subarray(range.start, range.start + 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
	expect(Buffer.from(file).subarray(range.end - 2, range.end)).toEqual(Buffer.from([0xff, 0xd9]));
	expect(findings).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ tag: "CoverArtFrontDesc", value: "my cover.jpg" }),
			expect.objectContaining({ tag: "Wavelets", value: expect.objectContaining({ key: "size" }) }),
			expect.objectContaining({ tag: "GPSPosition" }),
		]),
	);
	if (!have("perl")) return;
	const [tags = {}] = withFiles({ "a.mp3": file }, exiftool);
	expect(tags["APE:CoverArtFrontDesc"]).toBe("my cover.jpg");
	expect(`${tags["APE:CoverArtFront"]}`).toContain(`${range.end - range.start} bytes`);
});
