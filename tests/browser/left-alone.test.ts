// What is not the guard's to touch goes its own way at once; what goes wrong is said, and nothing is lost.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { cleanPhoto, gpsPhoto, gpsPhotoDefaults } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { canGive, drop, pasteFiles, pasteText, pick } from "./harness/give";
import { answer, guardOpen, isGuardOpen, press, shown } from "./harness/guard-frame";
import { type Bench, launch, pageWith } from "./harness/launch";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";
import { testIn } from "./harness/test-in";

/** In the photo's Exif, and in no pixel of it. */
const SECRET = gpsPhotoDefaults.device?.serial ?? "";
const MANY = 500;

/** `log` is what its handlers saw, in order. */
const PAGE = `<!doctype html><meta charset=utf-8><title>Alice Example</title>
<h2>Alice Example</h2><textarea id=text aria-label="Message Alice Example"></textarea>
<div id=zone style="height:80px;background:#eee">zone</div><input id=in type=file multiple><button id=go>go</button>
<script>
const log = [];
const secret = ${JSON.stringify(SECRET)};
async function saw(event, files) {
	const all = await Promise.all([...files].map(async (file) => {
		const text = await file.text().catch(() => "unreadable");
		return file.name + (text === "unreadable" ? ": unreadable" : text.includes(secret) ? ": original" : "");
	}));
	log.push({ type: event.type, trusted: event.isTrusted, files: all });
}
const input = document.querySelector("#in");
for (const type of ["change", "cancel"]) input.addEventListener(type, (event) => saw(event, input.files));
zone.ondragover = (event) => event.preventDefault();
zone.ondrop = (event) => { event.preventDefault(); saw(event, event.dataTransfer.files); };
zone.ondragleave = (event) => saw(event, []);
text.onpaste = (event) => saw(event, event.clipboardData.files);
</script>`;

const browser = inject("browser");
const disk = mkdtempSync(join(tmpdir(), "last-look-left-alone-"));
const photo = join(disk, "photo.jpg");
let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	writeFileSync(photo, gpsPhoto());
	site = await servePages({ "/": PAGE });
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	if (browser === "chromium") {
		await bench.browser.defaultBrowserContext().overridePermissions(site.origin, ["clipboard-write", "clipboard-read"]);
	}
});
afterEach(async ({ task }) => {
	await keepScreenshot(page, task);
	if (page?.isClosed() === false) await page.close();
});
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(disk, { recursive: true });
});

test.skipIf(!canGive(browser, "paste"))("pasted text is pasted by the browser itself", async () => {
	page = await bench.open(site.origin);
	await pasteText(bench, page, "#text", "to be or not to be");
	expect(await page.$eval("#text", (text) => "value" in text && text.value)).toBe("to be or not to be");
	expect(await log()).toEqual([{ type: "paste", trusted: true, files: [] }]);
});

testIn("chromium", "dropped text is dropped by the browser itself", async () => {
	page = await bench.open(site.origin);
	const at = await (await page.$("#text"))?.clickablePoint();
	const session = await page.createCDPSession();
	const data = { items: [{ mimeType: "text/plain", data: "to be or not to be" }], dragOperationsMask: 1 };
	for (const type of ["dragEnter", "dragOver", "drop"] as const)
		await session.send("Input.dispatchDragEvent", { type, x: at?.x ?? 0, y: at?.y ?? 0, data });
	expect(await page.$eval("#text", (text) => "value" in text && text.value)).toBe("to be or not to be");
});

test("files that the page made itself, and events that it made, go to it at once", async () => {
	page = await bench.open(site.origin);
	const seen = await page.evaluate(async (secret) => {
		const said: string[] = [];
		const transfer = new DataTransfer();
		transfer.items.add(new File([secret], "voice.ogg"));
		const zone = document.querySelector("#zone");
		const input = document.querySelector("input");
		if (!zone || !input) return said;
		zone.addEventListener("drop", (event) => said.push(`${event.type} ${transfer.files[0]?.name}`), { once: true });
		zone.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
		input.files = transfer.files;
		input.addEventListener("change", () => said.push(`change ${input.files?.[0]?.name}`), { once: true });
		input.dispatchEvent(new Event("change", { bubbles: true }));
		const detached = document.createElement("input");
		detached.type = "file";
		detached.files = transfer.files;
		detached.addEventListener("change", () => said.push(`change ${detached.files?.[0]?.name}`));
		detached.dispatchEvent(new Event("change"));
		const own = await (await navigator.storage.getDirectory()).getFileHandle("own.txt", { create: true });
		said.push(`getFile ${(await own.getFile()).name}`);
		return said;
	}, SECRET);
	expect(seen).toEqual(["drop voice.ogg", "change voice.ogg", "change voice.ogg", "getFile own.txt"]);
	expect(await isGuardOpen(page)).toBe(false);
});

testIn("chromium", "a picture dragged within the page is the page's own", async () => {
	page = await bench.open(site.origin);
	await page.evaluate(async (base64) => {
		const image = Object.assign(new Image(), { src: `data:image/jpeg;base64,${base64}`, id: "own" });
		image.style.cssText = "width:60px;height:60px";
		await image.decode();
		document.body.append(image);
	}, Buffer.from(gpsPhoto()).toString("base64"));
	const from = await (await page.$("#own"))?.clickablePoint();
	const to = await (await page.$("#zone"))?.clickablePoint();
	if (!from || !to) throw new Error("nothing to drag");
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(from.x + 10, from.y - 10, { steps: 3 });
	await page.mouse.move(to.x, to.y, { steps: 5 });
	await page.mouse.up();
	const [first] = await until("the drop", async () => {
		const drops = (await log()).filter(({ type }) => type === "drop");
		return drops.length > 0 ? drops : undefined;
	});
	expect(first?.trusted).toBe(true);
	expect(await isGuardOpen(page)).toBe(false);
});

test("a cancelled pick looks like one: no change, a cancel", async () => {
	page = await bench.open(site.origin);
	await pick(page, () => page.click("#in"), [photo]);
	await answer(page, "cancel");
	const seen = await until("the cancel", async () => {
		// Firefox's driver brings a cancel of its own before every pick.
		const all = (await log()).filter(({ trusted }) => !trusted);
		return all.length > 0 ? all : undefined;
	});
	expect(seen).toEqual([{ type: "cancel", trusted: false, files: [] }]);
});

test.skipIf(!canGive(browser, "drop"))("a cancelled drop leaves, so that the page ends its overlay", async () => {
	page = await bench.open(site.origin);
	await drop(bench, page, "#zone", [photo]);
	await answer(page, "cancel");
	const last = await until("the dragleave", async () => (await log()).findLast(({ trusted }) => !trusted));
	expect(last).toEqual({ type: "dragleave", trusted: false, files: [] });
	expect((await log()).filter(({ type }) => type === "drop")).toEqual([]);
});

test.skipIf(!canGive(browser, "paste"))(
	"what no listener takes of a paste is left to nobody but the browser",
	async () => {
		page = await bench.open(site.origin);
		await page.evaluate(() => {
			const editor = Object.assign(document.createElement("div"), { id: "editor", contentEditable: "true" });
			editor.style.height = "80px";
			document.querySelector("h2")?.after(editor);
		});
		await pasteFiles(bench, page, "#editor", [photo]);
		await answer(page, "strip");
		const source = await until("the picture in the editor", () =>
			page.evaluate(() => document.querySelector<HTMLImageElement>("#editor img")?.src),
		);
		const text = await page.evaluate(async (url) => (await fetch(url)).text(), source);
		expect(text).not.toContain(SECRET);
	},
);

test("a file that vanished after the pick is said to be unreadable, and the choice stays", async () => {
	const gone = join(disk, "gone.jpg");
	writeFileSync(gone, gpsPhoto());
	page = await bench.open(site.origin);
	await page.evaluate(() => document.querySelector("#in")?.addEventListener("click", () => {}));
	await pick(page, () => page.click("#in"), [photo, gone]);
	rmSync(gone);
	const frame = await guardOpen(page);
	const statusOfGone = async () => (await shown(frame)).files.find(({ name }) => name === "gone.jpg")?.status;
	await until("both looked at", async () => (await statusOfGone()) !== "looking" || undefined);
	await press(frame, "strip");
	// Where it went while the guard was looking, it is looked at anew, and asked about again.
	const seen = await until("the change", async () => {
		const [arrived] = (await log()).filter(({ type }) => type === "change");
		if (!arrived && (await isGuardOpen(page)) && (await statusOfGone()) === "failed") await press(frame, "strip");
		return arrived;
	});
	expect(seen.files[0]).toBe("photo.jpg");
	expect(seen.files[1]).not.toContain("original");
});

test(`${MANY} files at once arrive in order, each stripped`, async () => {
	const names = Array.from({ length: MANY }, (_, index) => `${String(index).padStart(3, "0")}.jpg`);
	for (const name of names) writeFileSync(join(disk, name), gpsPhoto());
	page = await bench.open(site.origin);
	await pick(
		page,
		() => page.click("#in"),
		names.map((name) => join(disk, name)),
	);
	await guardOpen(page, 80_000);
	await answer(page, "strip");
	expect((await change()).files).toEqual(names);
});

testIn("chromium", "a directory of 2,000 files is walked whole", async () => {
	mkdirSync(join(disk, "many"));
	for (let index = 0; index < 2000; index++) writeFileSync(join(disk, "many", `${index}.jpg`), cleanPhoto());
	page = await bench.open(site.origin);
	await page.evaluate(() => {
		const zone = document.querySelector<HTMLElement>("#zone");
		if (!zone) return;
		zone.ondrop = async (event) => {
			event.preventDefault();
			const entry = event.dataTransfer?.items[0]?.webkitGetAsEntry();
			const reader = (entry as FileSystemDirectoryEntry).createReader();
			const part = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve));
			Object.assign(globalThis, { count: part.length });
		};
	});
	await drop(bench, page, "#zone", [join(disk, "many")]);
	// They are clean: a dialog shows how far it is, and goes by itself.
	expect(await until("the directory", () => page.evaluate("globalThis.count"), 80_000)).toBe(2000);
	expect(await isGuardOpen(page)).toBe(false);
});

test("two holds at once are asked about one after the other", async () => {
	page = await bench.open(site.origin);
	await pick(page, () => page.click("#in"), [photo]);
	await guardOpen(page);
	const second = join(disk, "second.jpg");
	writeFileSync(second, gpsPhoto());
	const other = await page.evaluateHandle(() => {
		const input = Object.assign(document.createElement("input"), { type: "file", id: "other" });
		input.addEventListener("change", () => Object.assign(globalThis, { otherName: input.files?.[0]?.name }));
		document.body.append(input);
		return input;
	});
	await other.uploadFile(second);
	expect((await answer1("strip")).map(({ name }) => name)).toEqual(["photo.jpg"]);
	expect((await answer1("strip")).map(({ name }) => name)).toEqual(["second.jpg"]);
	expect((await change()).files).toEqual(["photo.jpg"]);
	expect(await until("the second file", () => page.evaluate("globalThis.otherName"))).toBe("second.jpg");
});

test("a listener on the first window of a popup sees the stripped file alone", async () => {
	page = await bench.open(site.origin);
	await page.evaluate(() => {
		const early: Promise<string>[] = [];
		Object.assign(globalThis, { early });
		document.querySelector("#go")?.addEventListener("click", () => {
			const popup = open("/");
			for (const type of ["input", "change"]) {
				popup?.addEventListener(
					type,
					({ target }) => {
						const files = target !== null && "files" in target ? (target.files as FileList) : [];
						for (const file of files) early.push(file.text());
					},
					true,
				);
			}
		});
	});
	const before = new Set(await bench.browser.pages());
	await page.click("#go");
	const popup = await until("the popup", async () => (await bench.browser.pages()).find((each) => !before.has(each)));
	const input = await popup.waitForSelector("input#in");
	await popup.bringToFront();
	await input?.uploadFile(photo);
	// Its question is asked by the page that opened it, or by its own.
	const asks = await until("the question", async () => {
		for (const each of [popup, page]) if (await isGuardOpen(each)) return each;
		return undefined;
	});
	await asks.bringToFront();
	await answer(asks, "strip");
	const texts = await until("what the listener saw", async () => {
		const all = await page.evaluate(async () => {
			const { early } = globalThis as unknown as { early: Promise<string>[] };
			return Promise.all(early);
		});
		return all.length > 0 ? all : undefined;
	});
	expect(texts.filter((text) => text.includes(SECRET))).toEqual([]);
	await popup.close();
});

test("an extension that is removed under an open page says so each time, and leaves the page working", async () => {
	const own = await launch({ name: browser });
	try {
		const id = await own.browser.installExtension(extensionFor(browser));
		// It comes to the front by itself, and a page behind it shows no message.
		await pageWith(own.browser, "body.welcome");
		const open = await own.open(site.origin);
		const asked: string[] = [];
		open.on("dialog", async (dialog) => {
			asked.push(dialog.message());
			await dialog.accept();
		});
		await own.browser.uninstallExtension(id);
		await pick(open, () => open.click("#in"), [photo]);
		const first = await change(open);
		expect(first.files).toEqual(["photo.jpg: original"]);
		// Firefox ends our script there and then; Chromium keeps it, without a way to its guard.
		expect(asked).toHaveLength(browser === "chromium" ? 1 : 0);
		await open.evaluate("log.length = 0");
		await open.evaluate(() =>
			document.querySelector("#go")?.addEventListener("click", () => {
				const input = Object.assign(document.createElement("input"), { type: "file" });
				input.onchange = () => Object.assign(globalThis, { last: input.files?.[0]?.name });
				input.click();
			}),
		);
		await pick(open, () => open.click("#go"), [photo]);
		expect(await until("the second file", () => open.evaluate("globalThis.last"))).toBe("photo.jpg");
		expect(asked).toHaveLength(browser === "chromium" ? 2 : 0);
	} finally {
		await own.close();
	}
});

/** Answers the question that is shown, whether or not another one follows. */
async function answer1(action: "strip") {
	const frame = await guardOpen(page);
	const { files } = await shown(frame);
	await press(frame, action);
	await until("the next question", async () => {
		if (!(await isGuardOpen(page))) return true;
		const now = await shown(await guardOpen(page));
		return now.files[0]?.name !== files[0]?.name || undefined;
	});
	return files;
}

type Entry = { type: string; trusted: boolean; files: string[] };

async function log(from = page): Promise<Entry[]> {
	const entries: unknown = await from.evaluate("log");
	return Array.isArray(entries) ? entries : [];
}

function change(from = page): Promise<Entry> {
	return until("the change", async () => (await log(from)).find(({ type }) => type === "change"));
}
