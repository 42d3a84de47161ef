// Documents of 100 MB: examined beside the page, stopped when they are cancelled, and released without what they say.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { bytes } from "../fixtures/bytes";
import { longWorkbook } from "../fixtures/long-workbook";
import { rels, typesOf, wordSpaces, xml } from "../fixtures/office";
import { pdfOf } from "../fixtures/pdf";
import { gpsPhoto } from "../fixtures/photo";
import { zipOf } from "../fixtures/zip";
import { stripped } from "../formats/checks";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, guardClosed, guardLooking, guardOpen, press, shown } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";

type Bytes = Uint8Array<ArrayBuffer>;

const photos = 25;
/** As much as four megapixels of noise take. */
const scan = 4 * 1024 * 1024;
const photo = longPhoto(scan);

/** The page reads a file as uploads do, in parts and as a whole, and counts how often it could do something else meanwhile. */
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Alice Example</title><h2>Alice Example</h2>
<textarea aria-label="Message Alice Example"></textarea><input id="in" type="file"><button>0</button>
<script>globalThis.got = [];
globalThis.turns = 0;
setInterval(() => turns++, 20);
document.querySelector("button").onclick = ({ target }) => { target.textContent = String(Number(target.textContent) + 1); };
document.querySelector("#in").onchange = async ({ target }) => {
	const [file] = target.files;
	const parts = [];
	for (let at = 0; at < file.size; at += 4 * 1024 * 1024) {
		const part = new Uint8Array(await file.slice(at, at + 4 * 1024 * 1024).arrayBuffer());
		parts.push([...new Uint8Array(await crypto.subtle.digest("SHA-256", part))].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
	}
	got.push({ name: file.name, size: file.size, whole: (await file.arrayBuffer()).byteLength, parts });
};</script></html>`;

const browser = inject("browser");
const disk = mkdtempSync(join(tmpdir(), "last-look-large-"));
let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	site = await servePages({ "/": PAGE });
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	page = await bench.open(site.origin);
});
afterEach(({ task }) => keepScreenshot(page, task));
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(disk, { recursive: true });
});

test.each([
	["letter.docx", largeDocx],
	["album.pdf", largePdf],
])("%s of 100 MB goes on its way without what its photos say, byte by byte", async (name, make) => {
	const content = make();
	expect(content.length).toBeGreaterThan(100_000_000);
	const expected = await stripped(content);
	// Every scan is still there, and no photo's Exif is.
	expect(expected.length).toBeGreaterThan(photos * scan);
	expect(Buffer.from(expected).includes("Acme Phone 7")).toBe(false);
	await give(name, content);
	const said = await answer(page, "strip");
	expect(said.files).toMatchObject([{ name, status: "found" }]);
	const file = await until("the file", async () => (await got()).find((one) => one.name === name));
	expect(file).toEqual({ name, size: expected.length, whole: expected.length, parts: partsOf(expected) });
});

test("a workbook that takes long says how far it is, the page goes on, and it can be cancelled", async () => {
	await give("numbers.xlsx", longWorkbook(250_000_000));
	const frame = await guardLooking(page);
	// It says how far it is, and meanwhile the page runs: a frozen one would be counted in no time that is left.
	const done = () => frame.evaluate(() => document.querySelector("progress")?.value ?? 0);
	const [doneBefore, turnsBefore] = [await done(), await turns()];
	await until("the page to go on", async () => (await turns()) > turnsBefore + 10 || undefined);
	await until("progress", async () => (await done()) > doneBefore || undefined);
	expect((await shown(frame)).files).toMatchObject([{ name: "numbers.xlsx", status: "looking" }]);
	await press(frame, "cancel");
	await guardClosed(page);
	await page.click("button");
	expect(await page.evaluate("document.querySelector('button').textContent")).toBe("1");
	expect((await got()).map(({ name }) => name)).not.toContain("numbers.xlsx");

	// The guard's Worker may still be at it: the next file is examined all the same.
	await give("small.jpg", gpsPhoto());
	const said = await shown(await guardOpen(page));
	expect(said.files).toMatchObject([{ name: "small.jpg", status: "found" }]);
	await answer(page, "strip");
	const expected = await stripped(gpsPhoto());
	expect(await until("the photo", async () => (await got()).find(({ name }) => name === "small.jpg"))).toMatchObject({
		parts: partsOf(expected),
	});
});

async function give(name: string, content: Bytes): Promise<void> {
	const path = join(disk, name);
	writeFileSync(path, content);
	await pick(page, () => page.click("#in"), [path]);
}

type Got = { name: string; size: number; whole: number; parts: string[] };

function got(): Promise<Got[]> {
	return page.evaluate("got") as Promise<Got[]>;
}

function turns(): Promise<number> {
	return page.evaluate("turns") as Promise<number>;
}

/** The digest of every 4 MB, as the page makes them. */
function partsOf(file: Bytes): string[] {
	const count = Math.ceil(file.length / scan);
	return Array.from({ length: count }, (_, index) =>
		createHash("sha256")
			.update(file.subarray(index * scan, (index + 1) * scan))
			.digest("hex"),
	);
}

function longPhoto(size: number): Bytes {
	const short = gpsPhoto();
	return bytes(short.subarray(0, -2), new Uint8Array(size).fill(0x55), [0xff, 0xd9]);
}

function largeDocx(): Bytes {
	const names = Array.from({ length: photos }, (_, index) => `media/image${index}.jpeg`);
	return zipOf([
		{
			name: "[Content_Types].xml",
			data: typesOf([
				["word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"],
			]),
		},
		{ name: "_rels/.rels", data: rels([["rId1", "officeDocument", "word/document.xml"]]) },
		{
			name: "word/_rels/document.xml.rels",
			data: rels(names.map((name, index): [string, string, string] => [`rId${index}`, "image", name])),
		},
		{ name: "word/document.xml", data: `${xml}<w:document ${wordSpaces}><w:body/></w:document>` },
		...names.map((name) => ({ name: `word/${name}`, data: photo, stored: true })),
	]);
}

function largePdf(): Bytes {
	const image = {
		value:
			"/Type /XObject /Subtype /Image /Width 64 /Height 48 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode",
		stream: photo,
	};
	const places = Array.from({ length: photos }, (_, index) => `/I${index} ${index + 4} 0 R`).join(" ");
	return pdfOf([
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources << /XObject << ${places} >> >> >>`,
		...Array.from({ length: photos }, () => image),
	]);
}
