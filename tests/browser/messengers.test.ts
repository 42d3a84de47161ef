// The whole product in real messengers: a photo goes in at one end, and what arrives at the other is looked at.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import type { FormatFixtures } from "../fixtures/formats";
import { media } from "../fixtures/media";
import { gpsVideo } from "../fixtures/mp4";
import { dirtyDocx } from "../fixtures/office";
import { gpsVoiceNote } from "../fixtures/ogg";
import { dirtyPdf } from "../fixtures/pdf";
import { cleanPhoto, gpsPhoto } from "../fixtures/photo";
import { packetsOf } from "../formats/media-checks";
import { MESSENGERS } from "../messengers-set-up/all";
import type { Arrived, Messenger } from "../messengers-set-up/messenger";
import { have } from "../tools";
import { extensionFor } from "./harness/extension";
import { canGive, drop, pasteFiles, pick, type Way } from "./harness/give";
import { type Action, answer, guardOpen, isGuardOpen, press, shown } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { appearance, exifTool, privateTags } from "./harness/photo-facts";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";

const browser = inject("browser");
const folder = mkdtempSync(join(tmpdir(), "last-look-messengers-"));
const dirty = { name: "holiday.jpg", bytes: gpsPhoto() };
const dirtyTags = exifTool(dirty.bytes);
/** What shows the photo upright and in its own colours. */
const KEPT = ["IFD0:Orientation", "ICC_Profile:ProfileDescription"] as const;
const clean = { name: "clean.jpg", bytes: cleanPhoto() };
/** What the other files say of Alice, who made them with an Acme Phone 7 at the Eiffel Tower. */
const SECRET = /Alice|Acme|\+?48\.85|PUB9988776655|Bob Landlord/;
const others = [
	{ name: "film.mp4", bytes: gpsVideo(), parts: alone, isMedia: true },
	{ name: "voice.ogg", bytes: gpsVoiceNote(), parts: alone, isMedia: true },
	// No browser plays these two.
	{ name: "camera.avi", bytes: fixture(media.avi, "dirty-camera.avi"), parts: alone, isMedia: true },
	{ name: "memo.aiff", bytes: fixture(media.aiff, "dirty-texts.aiff"), parts: alone, isMedia: true },
	{ name: "lease.docx", bytes: dirtyDocx(), parts: unzipped, isMedia: false },
	{ name: "lease.pdf", bytes: dirtyPdf(), parts: alone, isMedia: false },
] as const;
for (const { name, bytes } of [dirty, clean, ...others]) writeFileSync(join(folder, name), bytes);

afterAll(() => rmSync(folder, { recursive: true }));

test("the photo has something to hide and something to keep", () => {
	expect(privateTags(dirtyTags).length).toBeGreaterThan(10);
	for (const tag of KEPT) expect(dirtyTags[tag], tag).toBeDefined();
});

describe.each(MESSENGERS)("$name", ({ here, start, direct, group, alike, sends, says }) => {
	let bench: Bench;
	let messenger: Messenger;
	let page: Page;
	let blank: Page;

	beforeAll(async () => {
		if (!here) return;
		[bench, messenger] = await Promise.all([launch({ name: browser, extension: extensionFor(browser) }), start()]);
		blank = await bench.open("about:blank");
		page = await bench.open("about:blank");
		await messenger.signIn(page);
	});
	afterEach(({ task }) => keepScreenshot(page, task));
	afterAll(async () => {
		await bench?.close();
		await messenger?.stop();
	});

	describe.each(["pick", "drop", "paste"] as const)("by %s", (way) => {
		const canBeGiven = here && canGive(browser, way);

		test.skipIf(!canBeGiven)("a photo is stripped of all but what shows it", async () => {
			const { said, arrived } = await send(way, direct, "strip");
			expect(said.recipient).toContain(direct.title);
			for (const known of says) expect(said.text).toMatch(known);
			expect(said.files).toEqual([
				{ name: dirty.name, status: "found", findings: expect.arrayContaining(["location"]) },
			]);
			const tags = exifTool(arrived.bytes);
			expect(privateTags(tags)).toEqual([]);
			for (const tag of KEPT) expect(tags[tag], tag).toEqual(dirtyTags[tag]);
			expect(await appearance(blank, arrived.bytes)).toBe(await appearance(blank, dirty.bytes));
		});

		test.skipIf(!canBeGiven)("the original arrives unchanged where it was asked for", async () => {
			const { arrived } = await send(way, group, "original");
			expect(arrived.bytes.equals(dirty.bytes)).toBe(true);
		});

		test.skipIf(!canBeGiven)(
			"nothing is sent after Cancel, and a clean file to a known conversation goes unasked",
			async () => {
				const before = (await messenger.arrived()).length;
				await give(way, direct.title, dirty.name);
				await answer(page, "cancel");
				await give(way, direct.title, clean.name);
				await messenger.send(page);
				const arrived = await until("the clean file", async () => (await messenger.arrived())[before]);
				expect(await isGuardOpen(page)).toBe(false);
				expect(arrived.bytes.equals(clean.bytes)).toBe(true);
				expect(arrived.to).toBe(direct.to);
			},
		);
	});

	test.skipIf(!here).each(others)("$name tells nothing when it arrives", async ({ name, bytes, parts, isMedia }) => {
		const secrets = (file: Uint8Array) =>
			[...parts(file), Buffer.from(JSON.stringify(exifTool(file)))].filter((part) =>
				SECRET.test(part.toString("latin1")),
			);
		const { arrived } = await send("pick", direct, "strip", name);
		expect(secrets(bytes).length).toBeGreaterThan(0);
		expect(secrets(arrived.bytes)).toEqual([]);
		if (isMedia && have("ffmpeg")) {
			const packetsOfOne = (file: Uint8Array<ArrayBuffer>) => packetsOf({ [name]: file });
			expect(packetsOfOne(new Uint8Array(arrived.bytes))).toEqual(packetsOfOne(bytes));
		}
	});

	test.skipIf(!here)("a conversation opened while the dialog asks about another one gets nothing unasked", async () => {
		const before = (await messenger.arrived()).length;
		await give("pick", direct.title, dirty.name);
		const frame = await guardOpen(page);
		await messenger.openBehind(page, group.title);
		await press(frame, "strip");
		const again = await until("the question about the other conversation", async () => {
			const now = await shown(await guardOpen(page));
			return now.recipient.includes(group.title) ? now : undefined;
		});
		expect(again.text).toContain(direct.title);
		await answer(page, "cancel");
		expect(await messenger.arrived()).toHaveLength(before);
	});

	test.skipIf(!here)("of names that are nearly the same, the one that is named gets it", async () => {
		for (const one of [direct, alike, group]) {
			const { said } = await send("pick", one, "strip");
			expect(said.recipient).toBe(one.title);
		}
	});

	test.skipIf(!here)(
		"what was attached before another conversation was opened stays where it was attached",
		async () => {
			const before = (await messenger.arrived()).length;
			await give("pick", direct.title, dirty.name);
			await answer(page, "strip");
			const { composer } = await messenger.open(page, group.title);
			await page.type(composer, "hello");
			await page.keyboard.press("Enter");
			expect(await isGuardOpen(page)).toBe(false);
			await messenger.open(page, direct.title);
			await messenger.send(page);
			const arrived = await until("the file", async () => (await messenger.arrived())[before]);
			expect(arrived).toMatchObject({ to: direct.to, name: dirty.name });
		},
	);

	if (sends === "with Send") {
		test.skipIf(!here)("whoever joins after the file was attached is asked about at Send", async () => {
			const before = (await messenger.arrived()).length;
			await give("pick", group.title, dirty.name);
			await answer(page, "strip");
			const { composer } = await messenger.open(page, group.title);
			await messenger.join?.(page, group.title);
			await page.focus(composer);
			await page.keyboard.press("Enter");
			const asked = await shown(await guardOpen(page));
			expect(asked.text).toContain(`Members of “${group.title}” when this was attached: 2. Now: 3.`);
			expect(await messenger.arrived()).toHaveLength(before);
			await answer(page, "original");
			const arrived = await until("the file", async () => (await messenger.arrived())[before]);
			expect(arrived).toMatchObject({ to: group.to, name: dirty.name });
		});
	}

	async function give(way: Way, title: string, name: string): Promise<void> {
		const place = await messenger.open(page, title);
		const files = [join(folder, name)];
		switch (way) {
			case "pick":
				return pick(page, () => page.click(place.button), files);
			case "drop":
				return drop(bench, page, place.dropZone, files);
			case "paste":
				return pasteFiles(bench, page, place.composer, files);
		}
	}

	async function send(way: Way, { title, to }: { title: string; to: string }, action: Action, name = dirty.name) {
		const before = (await messenger.arrived()).length;
		await give(way, title, name);
		const said = await answer(page, action);
		await messenger.send(page);
		const arrived = await until<Arrived>("the file at the other end", async () => (await messenger.arrived())[before]);
		expect(arrived).toMatchObject({ to, name });
		return { said, arrived };
	}
});

function fixture({ dirty }: FormatFixtures, name: string): Uint8Array<ArrayBuffer> {
	const found = dirty[name];
	if (!found) throw new Error(`no fixture ${name}`);
	return found.bytes;
}

function alone(file: Uint8Array): Buffer[] {
	return [Buffer.from(file)];
}

function unzipped(file: Uint8Array): Buffer[] {
	return Object.values(unzipSync(file)).map((part) => Buffer.from(part));
}
