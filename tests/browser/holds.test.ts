// What may happen while a file is held: the page goes elsewhere, the conversation is closed, more files come, one changes,
// the page stands still. Nothing is lost unsaid, nothing goes to the wrong place, nothing arrives that was said not to.
import { mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { cleanPhoto, gpsPhoto, gpsPhotoDefaults } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { canGive, pasteFiles, pick } from "./harness/give";
import { answer, guardOpen, isGuardOpen, press, shown } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, serve } from "./harness/serve";
import { testIn } from "./harness/test-in";

/** In the photo's Exif, and in no pixel of it. */
const SECRET = gpsPhotoDefaults.device?.serial ?? "";
const FOUR_GB = 4 * 1024 ** 3;
/** Longer than content/ waits for the page's world. */
const FREEZE_MS = 11_000;

/** `log` is what its handlers saw, in order. */
const chat = (name: string) => `<!doctype html><meta charset=utf-8><title>${name}</title>
<section><h2>${name}</h2><textarea id=text aria-label="Message ${name}"></textarea></section>
<div id=zone style="height:60px;background:#eee">zone</div><input id=in type=file multiple>
<form id=form method=post enctype=multipart/form-data action=/upload target=sink><input id=sent name=photo type=file></form>
<iframe name=sink></iframe>
<script>
const log = [];
const secret = ${JSON.stringify(SECRET)};
async function saw(event, files, text = "") {
	const entry = { type: event.type, files: [], text };
	if (event.isTrusted && event.type === "cancel") return; // Firefox's driver brings one of its own before every pick
	log.push(entry);
	entry.files = await Promise.all([...files].map(async (file) => {
		const head = await file.slice(0, 100_000).text().catch(() => "unreadable");
		return file.name + ", " + (head === "unreadable" ? head : head.includes(secret) ? "original" : file.size);
	}));
}
const input = document.querySelector("#in");
for (const type of ["change", "cancel"]) input.addEventListener(type, (event) => saw(event, input.files));
for (const [place, type] of [[text, "paste"], [zone, "drop"]]) place.addEventListener(type, (event) => {
	const { files, types } = event.clipboardData ?? event.dataTransfer;
	const texts = [...types].filter((type) => type !== "Files").map((type) => (event.clipboardData ?? event.dataTransfer).getData(type));
	event.preventDefault();
	saw(event, files, texts.join("|"));
});
zone.ondragover = (event) => event.preventDefault();
sent.addEventListener("change", () => form.submit());
</script>`;

const browser = inject("browser");
const disk = mkdtempSync(join(tmpdir(), "last-look-holds-"));
const photo = join(disk, "photo.jpg");
const second = join(disk, "second.jpg");
const uploads: Buffer[] = [];
let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	for (const path of [photo, second]) writeFileSync(path, gpsPhoto());
	site = await serve(async (request, response) => {
		const name = request.url === "/bob" ? "Bob" : "Alice Example";
		if (request.url === "/upload") uploads.push(await buffer(request));
		response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
		response.end(request.url === "/upload" ? "thanks" : chat(name));
	});
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	if (browser === "chromium") {
		await bench.browser
			.defaultBrowserContext()
			.overridePermissions(site.origin, ["clipboard-write", "clipboard-read", "clipboard-sanitized-write"]);
	}
});
afterEach(async ({ task }) => {
	await keepScreenshot(page, task);
	await page.close();
});
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(disk, { recursive: true });
});

test("a page that goes elsewhere takes the question with it, and what comes next is asked about anew", async () => {
	page = await bench.open(site.origin);
	await hold();
	await guardOpen(page);
	await page.goto(`${site.origin}/bob`);
	expect(await isGuardOpen(page)).toBe(false);
	expect(await log()).toEqual([]);
	await hold();
	expect((await answer(page, "strip")).recipient).toBe("Bob");
	expect(await entries(1)).toMatchObject([{ type: "change", files: [expect.stringMatching(/^photo.jpg, \d+$/)] }]);
});

test("a conversation that is closed meanwhile gets nothing unasked", async () => {
	page = await bench.open(site.origin);
	await hold();
	const frame = await guardOpen(page);
	await page.evaluate(() => document.querySelector("section")?.remove());
	await press(frame, "original");
	const again = await until("the second question", async () => {
		const now = await shown(await guardOpen(page));
		return now.recipient === "Alice Example" ? undefined : now;
	});
	expect(again.text).toContain("Alice Example");
	expect(await log()).toEqual([]);
	await answer(page, "cancel");
	expect(await entries(1)).toMatchObject([{ type: "cancel", files: [] }]);
});

test("a file given while another is held waits for its turn, in the same input too", async () => {
	page = await bench.open(site.origin);
	await hold();
	const frame = await guardOpen(page);
	await (await page.$("input#in"))?.uploadFile(second);
	await press(frame, "strip");
	await until("the second question", async () => {
		const { files } = await shown(await guardOpen(page));
		return files[0]?.name === "second.jpg" || undefined;
	});
	await answer(page, "strip");
	const seen = (await entries(2)).map(({ type, files: [file] }) => `${type}: ${file?.split(",")[0]}`);
	expect(seen).toEqual(["change: photo.jpg", "change: second.jpg"]);
	expect(JSON.stringify(await log())).not.toContain("original");
});

test("a file that changes after it was looked at does not arrive as something else", async () => {
	const changing = join(disk, "changing.jpg");
	writeFileSync(changing, cleanPhoto());
	page = await bench.open(site.origin);
	await pick(page, () => page.click("#in"), [photo, changing]);
	const frame = await guardOpen(page);
	writeFileSync(changing, gpsPhoto());
	await press(frame, "strip");
	if (browser === "chromium") {
		// It refuses to read it.
		await until("what is said of it now", async () => {
			const { files } = await shown(await guardOpen(page));
			return files[1]?.status === "failed" || undefined;
		});
		expect(await log()).toEqual([]);
		await answer(page, "cancel");
		expect(await entries(1)).toMatchObject([{ type: "cancel", files: [] }]);
	} else {
		// It would read what is there now: what was looked at was taken into memory.
		expect(await entries(1)).toMatchObject([
			{ type: "change", files: [expect.stringMatching(/^photo.jpg, \d+$/), `changing.jpg, ${cleanPhoto().length}`] },
		]);
	}
});

test("a form that is sent inside change sends the stripped file", async () => {
	page = await bench.open(site.origin);
	await pick(page, () => page.click("#sent"), [photo]);
	await answer(page, "strip");
	const body = (await until("the upload", () => uploads[0])).toString("latin1");
	expect(body).toContain('filename="photo.jpg"');
	expect(body).toContain("image/jpeg");
	expect(body).not.toContain(SECRET);
});

test("of a film of 4 GB only what must be read is read, and all of it can be attached", async () => {
	const film = join(disk, "film.mov");
	const file = openSync(film, "w");
	const box = (type: string, size: number) => Buffer.concat([uint32(size), Buffer.from(type)]);
	writeSync(
		file,
		Buffer.concat([box("ftyp", 16), Buffer.from("qt  \0\0\0\0"), uint32(1), Buffer.from("free"), uint64(FOUR_GB - 16)]),
	);
	truncateSync(film, FOUR_GB);
	page = await bench.open(site.origin);
	await pick(page, () => page.click("#in"), [film]);
	await guardOpen(page);
	await answer(page, "original");
	expect(await entries(1)).toMatchObject([{ type: "change", files: [`film.mov, ${FOUR_GB}`] }]);
});

test.skipIf(!canGive(browser, "paste"))(
	"a paste either arrives or is said not to, however long the page stands still",
	async () => {
		page = await bench.open(site.origin);
		const said: string[] = [];
		page.on("dialog", async (dialog) => {
			said.push(dialog.message());
			await dialog.accept();
		});
		await pasteFiles(bench, page, "#text", [photo]);
		const frame = await guardOpen(page);
		// When the dialog closes the composer has the focus again.
		await page.evaluate((freezeMs) => {
			const freeze = () => {
				const end = performance.now() + freezeMs;
				while (performance.now() < end);
			};
			const { port1, port2 } = new MessageChannel();
			let left = 20;
			port1.onmessage = () => left-- > 0 && port2.postMessage("");
			document.querySelector("#text")?.addEventListener(
				"focus",
				() => {
					port2.postMessage("");
					setTimeout(freeze);
				},
				{ once: true },
			);
		}, FREEZE_MS);
		await press(frame, "strip");
		await until("an end", async () => said.length > 0 || (await log()).length > 0 || undefined, 60_000);
		const arrived = (await log()).filter(({ type }) => type === "paste");
		expect(arrived.length + said.length).toBe(1);
	},
);

// Firefox without a screen puts no picture on its clipboard.
test.skipIf(!canGive(browser, "paste"))("text beside a pasted picture survives the hold", async () => {
	page = await bench.open(site.origin);
	await copyMixed();
	await page.click("#text");
	await page.keyboard.down("Control");
	await page.keyboard.press("KeyV", browser === "chromium" ? { commands: ["Paste"] } : {});
	await page.keyboard.up("Control");
	// A picture without anything private in it is let go unasked.
	const [pasted] = await entries(1);
	expect(pasted).toMatchObject({ type: "paste", files: [expect.stringMatching(/^image.png, \d+$/)] });
	expect(pasted?.text.split("|").toSorted()).toEqual([expect.stringContaining("<b>look</b>"), "look"]);
});

/** A picture, HTML and text on one clipboard, written by the page itself, as its own Copy button would. */
async function copyMixed(): Promise<void> {
	await page.evaluate(() => {
		const copy = Object.assign(document.createElement("button"), { id: "copy", textContent: "Copy" });
		copy.addEventListener("click", () => {
			const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 30 });
			const picture = new Promise<Blob>((resolve) => canvas.toBlob((blob) => blob && resolve(blob)));
			const of = (type: string, text: string) => ({ [type]: new Blob([text], { type }) });
			const item = { "image/png": picture, ...of("text/plain", "look"), ...of("text/html", "<b>look</b>") };
			navigator.clipboard.write([new ClipboardItem(item)]).then(
				() => copy.setAttribute("data-copied", ""),
				(error) => copy.setAttribute("data-failed", String(error)),
			);
		});
		document.body.prepend(copy);
	});
	await page.click("#copy");
	await page.waitForSelector("#copy[data-copied]");
}

testIn("chromium", "text beside a dropped file survives the hold", async () => {
	page = await bench.open(site.origin);
	const at = await (await page.$("#zone"))?.clickablePoint();
	const session = await page.createCDPSession();
	const data = { items: [{ mimeType: "text/plain", data: "caption" }], files: [photo], dragOperationsMask: 1 };
	for (const type of ["dragEnter", "dragOver", "drop"] as const)
		await session.send("Input.dispatchDragEvent", { type, x: at?.x ?? 0, y: at?.y ?? 0, data });
	await answer(page, "strip");
	expect(await entries(1)).toMatchObject([
		{ type: "drop", text: "caption", files: [expect.stringMatching(/^photo.jpg, \d+$/)] },
	]);
});

const hold = () => pick(page, () => page.click("#in"), [photo]);

type Entry = { type: string; files: string[]; text: string };

async function log(): Promise<Entry[]> {
	const seen: unknown = await page.evaluate("log");
	return Array.isArray(seen) ? seen : [];
}

/** Once the page has seen so many, with all their files read. */
function entries(count: number): Promise<Entry[]> {
	return until("what the page saw", async () => {
		const seen = await log();
		const isRead = seen.every(({ type, files }) => type === "cancel" || files.length > 0);
		return seen.length >= count && isRead ? seen : undefined;
	});
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(value);
	return bytes;
}

function uint64(value: number): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64BE(BigInt(value));
	return bytes;
}
