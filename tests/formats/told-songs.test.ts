// What songs and recordings tell by tags of other tags: chapters, notes of studios, covers; and what of them is kept because it plays.
import { expect, test } from "vitest";
import { cleanMix, dirtyMix } from "../fixtures/audio";
import { findingsOf, stripped } from "./checks";

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
