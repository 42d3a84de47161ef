// The guard itself fails: the person is told and keeps a choice, the page goes on working, and nothing is called clean.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Frame, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { gpsPhoto, gpsPhotoDefaults } from "../fixtures/photo";
import { accessibilityProblems } from "./harness/accessibility";
import { accessibleTree, steady } from "./harness/accessible-tree";
import { type BrokenExtension, extensionWithBroken } from "./harness/broken";
import { extensionFor } from "./harness/extension";
import { canEndExtensionProcess, endExtensionProcesses } from "./harness/extension-process";
import { pick } from "./harness/give";
import {
	answer,
	guardAsking,
	guardClosed,
	guardLooking,
	guardOpen,
	isGuardOpen,
	press,
	shown,
} from "./harness/guard-frame";
import { type Bench, launch, pageWith } from "./harness/launch";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";
import { switchExtension } from "./harness/switch-extension";

/** In the photo's Exif, and in no pixel of it. */
const SECRET = gpsPhotoDefaults.device?.serial ?? "";

const PAGE = `<!doctype html><html lang=en><meta charset=utf-8><title>Alice Example</title>
<h2>Alice Example</h2><textarea aria-label="Message Alice Example"></textarea><input id=in type=file>
<script>
const log = [];
const input = document.querySelector("#in");
for (const type of ["change", "cancel"]) input.addEventListener(type, async (event) => {
	const files = await Promise.all([...input.files].map((file) => file.text()));
	if (event.isTrusted) return; // Firefox's driver brings a cancel of its own before every pick
	log.push(type + files.map((text) => text.includes(${JSON.stringify(SECRET)}) ? ": original" : ": stripped").join(""));
});
</script>`;

/** Around a guarded frame, on a host that is not guarded: the guard is asked in a window of its own. */
const AROUND = `<!doctype html><title>around</title><body><script>
document.write('<iframe src="http://127.0.0.1:' + location.port + '/"></iframe>');
</script>`;

/** What the script says that an extension has left behind. */
const GONE = expect.stringContaining("Load this page again");

const browser = inject("browser");
const disk = mkdtempSync(join(tmpdir(), "last-look-guard-fails-"));
const photo = join(disk, "photo.jpg");
let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	writeFileSync(photo, gpsPhoto());
	site = await servePages({ "/": PAGE, "/around": AROUND });
});
afterEach(async ({ task }) => {
	await keepScreenshot(page, task);
	await page?.close();
});
afterAll(async () => {
	await site?.close();
	rmSync(disk, { recursive: true });
});

describe("a frame that never answers", () => {
	const broken = start(() => extensionWithBroken(browser, "guard", ""));

	test("the browser asks in its place, and without a yes nothing is attached", async () => {
		const asked = await holdAndAnswer((dialog) => dialog.dismiss());
		expect(asked).toEqual([{ type: "confirm", message: expect.stringContaining("photo.jpg") }]);
		expect(await log()).toEqual(["cancel"]);
	});

	test("a window of its own that never comes for its question is a no once it is closed", async () => {
		page = await bench.open(`${site.origin.replace("127.0.0.1", "around.localhost")}/around`);
		const frame = await until("the frame", async () => {
			for (const each of page.frames()) if (await each.$("#in").catch(() => null)) return each;
			return undefined;
		});
		await (await frame.waitForSelector("input#in"))?.uploadFile(photo);
		await (await pageWith(bench.browser, "body > #dialog + #line")).close();
		expect(await log(frame)).toEqual(["cancel"]);
	});

	test("where the person has chosen so it is attached, and said to be unchecked", async () => {
		const welcome = await pageWith(bench.browser, "body.welcome");
		await welcome.evaluate(
			`(globalThis.browser ?? chrome).storage.local.set({ settings: { whenGuardFails: "release" } })`,
		);
		const asked = await holdAndAnswer((dialog) => dialog.accept());
		expect(asked).toEqual([{ type: "alert", message: expect.stringContaining("unchecked: photo.jpg") }]);
		expect(await log()).toEqual(["change: original"]);
	});

	afterAll(() => broken().remove());
});

describe("what comes with the first file does not come", () => {
	const broken = start(() => extensionWithBroken(browser, "second part", ""));

	test("the file is held all the same, and the browser asks each time", async () => {
		const asked = await holdAndAnswer((dialog) => dialog.dismiss());
		expect(await log()).toEqual(["cancel"]);
		await hold();
		await until("the second cancel", async () => (await log()).length === 2 || undefined);
		expect(asked).toEqual(Array(2).fill({ type: "confirm", message: expect.stringContaining("photo.jpg") }));
		expect(await log()).toEqual(["cancel", "cancel"]);
	});

	afterAll(() => broken().remove());
});

describe("a Worker that dies over a file", () => {
	const dying = `new BroadcastChannel("die").onmessage = () => { throw new Error("died"); };`;
	const broken = start(() => extensionWithBroken(browser, "worker", dying));

	/** As often as it takes: it may not have begun to listen. */
	const die = (frame: Frame) =>
		until("the Worker's end", async () => {
			await frame.evaluate(() => new BroadcastChannel("die").postMessage(""));
			return (await shown(frame)).files.some(({ status }) => status === "failed") || undefined;
		});

	test("until then it is said to be looked at, then to be unchecked, and can go as it is or not at all", async () => {
		page = await bench.open(site.origin);
		await hold();
		const frame = await guardLooking(page);
		await expect(steady(await accessibleTree(frame))).toMatchFileSnapshot("trees/progress.txt");
		expect(await accessibilityProblems(frame)).toEqual([]);
		await die(frame);
		expect((await shown(frame)).files).toEqual([{ name: "photo.jpg", status: "failed", findings: [] }]);
		expect(await frame.$("[data-action=strip]:not([hidden])")).toBeNull();
		await expect(steady(await accessibleTree(frame))).toMatchFileSnapshot("trees/failure.txt");
		expect(await accessibilityProblems(frame)).toEqual([]);
		await answer(page, "cancel");
		expect(await log()).toEqual(["cancel"]);

		await hold();
		await die(await guardLooking(page));
		await answer(page, "original");
		await until("the change", async () => (await log()).length > 1 || undefined);
		expect(await log()).toEqual(["cancel", "change: original"]);
	});

	afterAll(() => broken().remove());
});

describe("a Worker that takes long over what goes out", () => {
	/** Nothing is done at once; the end of it is said once it is stopped, or a test lets all of them end. */
	const slow = `const [say, later] = [postMessage.bind(globalThis), setTimeout.bind(globalThis)];
const [held, stopped] = [new Map(), new Set()];
let isHeld = true;
globalThis.setTimeout = (run, ms, ...rest) => ms === 0 ? queueMicrotask(() => run(...rest)) : later(run, ms, ...rest);
globalThis.postMessage = (message, ...rest) => {
	if (isHeld && message.type === "examined" && !stopped.has(message.id)) held.set(message.id, message);
	else say(message, ...rest);
};
const end = (id) => {
	if (held.has(id)) say(held.get(id));
	held.delete(id);
};
addEventListener("message", ({ data: { type, id } }) => type === "stop" && stopped.add(id) && end(id));
new BroadcastChannel("finish").onmessage = () => { isHeld = false; [...held.keys()].forEach(end); };
`;
	const broken = start(() => extensionWithBroken(browser, "worker", (own) => slow + own));

	/** "Strip" is pressed as soon as it can be, and it is seen that it takes a while. */
	async function strip(): Promise<Frame> {
		await hold();
		const frame = await guardAsking(page);
		expect(await frame.$("[data-made=false]")).not.toBeNull();
		await press(frame, "strip");
		await frame.waitForSelector("progress");
		return frame;
	}

	test("it says that it strips, can be cancelled, and nothing goes before it is done", async () => {
		page = await bench.open(site.origin);
		const frame = await strip();
		await expect(steady(await accessibleTree(frame))).toMatchFileSnapshot("trees/stripping.txt");
		expect(await accessibilityProblems(frame)).toEqual([]);
		expect(await page.evaluate("log")).toEqual([]);
		await press(frame, "cancel");
		await guardClosed(page);
		expect(await log()).toEqual(["cancel"]);

		await page.evaluate("log.length = 0");
		const again = await strip();
		await again.evaluate(() => new BroadcastChannel("finish").postMessage(""));
		await guardClosed(page);
		expect(await log()).toEqual(["change: stripped"]);
	});

	afterAll(() => broken().remove());
});

// Firefox runs the frame in the page's own process: if that dies nothing is held any more, and there is nothing to test.
if (browser === "chromium") {
	describe.runIf(canEndExtensionProcess)("a process that dies while the dialog asks", withoutItsProcess);
}

function withoutItsProcess() {
	start(() => ({ folder: extensionFor(browser), remove() {} }));

	test("the dialog comes back, and its answer holds", async () => {
		page = await bench.open(site.origin);
		await hold();
		const first = await guardOpen(page);
		expect(endExtensionProcesses(bench)).toBeGreaterThan(0);
		const again = await until("the dialog again", async () => {
			const now = await guardOpen(page, 1000);
			return now === first ? undefined : now;
		});
		await press(again, "strip");
		await guardClosed(page);
		expect(await log()).toEqual(["change: stripped"]);
	});
}

describe("an extension that is loaded anew under an open page", () => {
	start(() => ({ folder: extensionFor(browser), remove() {} }));

	test("the page is guarded by the new one, or the browser asks", async () => {
		page = await bench.open(site.origin);
		const asked: string[] = [];
		page.on("dialog", async (dialog) => {
			asked.push(dialog.message());
			await dialog.dismiss();
		});
		await bench.browser.installExtension(extensionFor(browser));
		await page.bringToFront();
		if (browser === "chromium") {
			// It leaves the old script behind, without a guard, and runs the new one in pages that are loaded from now on.
			for (const count of [1, 2]) {
				await hold();
				await until("the browser's own question", () => asked.length === count || undefined);
				await until("the cancel", async () => (await log()).length === count || undefined);
			}
			expect(asked).toEqual([GONE, GONE]);
			expect(await log()).toEqual(["cancel", "cancel"]);
			await page.reload();
			await hold();
		} else {
			// It runs the new one in open pages too, a moment later.
			await until("the new script", async () => {
				await hold();
				return guardOpen(page, 3000);
			});
			await page.evaluate("log.length = 0");
		}
		await answer(page, "strip");
		expect(await log()).toEqual(["change: stripped"]);
	});
});

describe("an extension that is switched off under an open page, and on again", () => {
	let id = "";
	beforeAll(async () => {
		bench = await launch({ name: browser });
		id = await bench.browser.installExtension(extensionFor(browser));
		await pageWith(bench.browser, "body.welcome");
	});
	afterAll(() => bench?.close());

	test("nothing goes unchecked unsaid while its script is there, the page goes on working, and it guards again", async () => {
		page = await bench.open(site.origin);
		const asked: string[] = [];
		let reply: "accept" | "dismiss" = "dismiss";
		page.on("dialog", async (dialog) => {
			asked.push(dialog.message());
			await dialog[reply]();
		});
		await hold();
		await guardOpen(page);
		await switchExtension(bench, id, false);
		await page.bringToFront();
		if (browser === "chromium") {
			// Its script and a dialog that is open stay, and still carry out what the dialog says; from then on the browser asks.
			await answer(page, "strip");
			expect(await log()).toEqual(["change: stripped"]);
			await hold();
			await until("the cancel", async () => (await log()).length === 2 || undefined);
			reply = "accept";
			await hold();
			await until("the change", async () => (await log()).length === 3 || undefined);
			expect(await log()).toEqual(["change: stripped", "cancel", "change: original"]);
			expect(asked).toEqual([GONE, GONE]);
		} else {
			// Firefox ends its script there and then: what was held is not attached, and the person is told.
			await until("the last words", () => asked.length > 0 || undefined);
			expect(asked).toEqual([expect.stringContaining("was not attached")]);
			expect(await isGuardOpen(page)).toBe(false);
			await page.click("textarea");
			await page.keyboard.type("hello");
			expect(await page.$eval("textarea", ({ value }) => value)).toBe("hello");
			expect(await page.evaluate("log.length")).toBe(0);
			await hold();
			expect(await page.$eval("#in", (input) => input instanceof HTMLInputElement && input.files?.length)).toBe(1);
		}
		await switchExtension(bench, id, true);
		await page.bringToFront();
		if (browser === "chromium") await page.reload();
		// Firefox runs its script in open pages a moment later.
		const guards = async () => {
			// The same file once more is no change.
			await page.evaluate("input.value = ''");
			await hold();
			return guardOpen(page, 5000);
		};
		await until("the guard", guards, 60_000);
		await page.evaluate("log.length = 0");
		await answer(page, "strip");
		expect(await log()).toEqual(["change: stripped"]);
	});
});

/** A browser of its own with this extension, for the tests of one `describe`. */
function start(make: () => BrokenExtension): () => BrokenExtension {
	let made: BrokenExtension;
	beforeAll(async () => {
		made = make();
		bench = await launch({ name: browser, extension: made.folder });
	});
	afterAll(() => bench?.close());
	return () => made;
}

const hold = () => pick(page, () => page.click("#in"), [photo]);

/** What the browser itself asked or said, until the page has heard something. */
async function holdAndAnswer(reply: (dialog: { dismiss(): Promise<void>; accept(): Promise<void> }) => Promise<void>) {
	const asked: { type: string; message: string }[] = [];
	page = await bench.open(site.origin);
	page.on("dialog", async (dialog) => {
		asked.push({ type: dialog.type(), message: dialog.message() });
		await reply(dialog);
	});
	await hold();
	await until("the browser's own question", () => asked.length > 0 || undefined);
	await log();
	return asked;
}

/** What the page was told, once it was told something. */
function log(place: Page | Frame = page): Promise<string[]> {
	return until("the page to hear of it", async () => {
		const entries: unknown = await place.evaluate("log");
		return Array.isArray(entries) && entries.length > 0 ? entries : undefined;
	});
}
