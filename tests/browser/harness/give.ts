// The three ways in which a person hands a file to a page, each with trusted events, in both browsers.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type ElementHandle, type FileChooser, type Page, TimeoutError } from "puppeteer-core";
import { haveDesktop } from "./display";
import type { BrowserName } from "./find-browser";
import type { Bench } from "./launch";
import { findProgram, systemPython, until } from "./processes";

export type Way = "pick" | "drop" | "paste";

/** What can be done on this machine; the rest is skipped by name. */
export function canGive(name: BrowserName, way: Way): boolean {
	switch (way) {
		case "pick":
			return true;
		case "drop":
			return name === "chromium" || (haveDesktop() && haveDragSource());
		case "paste":
			return haveDesktop();
	}
}

/** A machine that is busy with other things takes its time to open one. */
const CHOOSER_MS = 20_000;
/** A click on a page whose scripts are not there yet does nothing; a person clicks again. */
const MOST_CLICKS = 3;

/** Answers the file chooser that `open` (a click on the page's own control) brings up. */
export async function pick(page: Page, open: () => Promise<unknown>, files: readonly string[]): Promise<void> {
	const chooser = await chooserBy(page, open, MOST_CLICKS);
	await chooser.accept([...files]);
}

async function chooserBy(page: Page, open: () => Promise<unknown>, clicks: number): Promise<FileChooser> {
	try {
		const [chooser] = await Promise.all([page.waitForFileChooser({ timeout: CHOOSER_MS }), open()]);
		return chooser;
	} catch (error) {
		if (clicks === 1 || !(error instanceof TimeoutError)) throw error;
		return chooserBy(page, open, clicks - 1);
	}
}

/** Drags files (or folders) from outside the browser onto an element. */
export async function drop(bench: Bench, page: Page, target: string, files: readonly string[]): Promise<void> {
	await page.bringToFront();
	const element = await page.waitForSelector(target, { visible: true });
	if (element === null) throw new Error(`nothing to drop on: ${target}`);
	switch (bench.name) {
		case "chromium":
			return dropByProtocol(page, element, files);
		case "firefox":
			return dropByPointer(bench, page, element, files);
	}
}

/** Copies files as a file manager does, then presses Ctrl+V in the element. */
export function pasteFiles(bench: Bench, page: Page, target: string, files: readonly string[]): Promise<void> {
	const list = files.map((file) => `${pathToFileURL(file).href}\r\n`).join("");
	return paste(bench, page, target, "text/uri-list", list);
}

/** Copies a picture as a screenshot tool does, then presses Ctrl+V in the element. */
export function pastePng(bench: Bench, page: Page, target: string, png: Uint8Array): Promise<void> {
	return paste(bench, page, target, "image/png", png);
}

/** Copies text, then presses Ctrl+V in the element. */
export function pasteText(bench: Bench, page: Page, target: string, text: string): Promise<void> {
	return paste(bench, page, target, "UTF8_STRING", text);
}

function paste(bench: Bench, page: Page, target: string, type: string, content: string | Uint8Array): Promise<void> {
	return withCopied(bench, type, content, async () => {
		await page.bringToFront();
		await page.click(target);
		await page.keyboard.down("Control");
		// Chromium runs an editing command only if the key press names it.
		await page.keyboard.press("KeyV", bench.name === "chromium" ? { commands: ["Paste"] } : {});
		await page.keyboard.up("Control");
	});
}

/** Does something while another program has this on the clipboard, and gives the browser time to fetch it. */
export async function withCopied(
	bench: Bench,
	type: string,
	content: string | Uint8Array,
	act: () => Promise<void>,
): Promise<void> {
	const xclip = findProgram("xclip");
	if (bench.display === undefined || xclip === undefined) throw new Error("pasting needs a screen and xclip");
	const env = { ...process.env, DISPLAY: bench.display.name };
	const clipboard = ["-selection", "clipboard", "-t"];
	const owner = spawn(xclip, ["-quiet", ...clipboard, type, "-i"], { env, stdio: ["pipe", "ignore", "ignore"] });
	const ended = once(owner, "exit");
	try {
		owner.stdin.end(content);
		// xclip does not say when it has become the owner: ask the clipboard itself.
		await until("the clipboard", () => {
			const ask = [...clipboard, "TARGETS", "-o"];
			const types = execFileSync(xclip, ask, { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
			return types.includes(type) || undefined;
		});
		await act();
		await sleep(CLIPBOARD_READ_MS);
	} finally {
		owner.kill("SIGTERM");
		await ended;
	}
}

/** How long a browser may take to ask the owner of the clipboard for what is in it. */
const CLIPBOARD_READ_MS = 500;

async function dropByProtocol(page: Page, element: ElementHandle, files: readonly string[]): Promise<void> {
	const { x, y } = await element.clickablePoint();
	const session = await page.createCDPSession();
	const data = { items: [], files: [...files], dragOperationsMask: 1 };
	for (const type of ["dragEnter", "dragOver", "dragOver", "drop"] as const) {
		await session.send("Input.dispatchDragEvent", { type, x, y, data });
		await sleep(HOVER_MS);
	}
	await session.detach();
}

/** Pages show their drop zones a moment after the drag has entered. */
const HOVER_MS = 150;
const SOURCE_SIZE = 60;

async function dropByPointer(bench: Bench, page: Page, element: ElementHandle, files: readonly string[]) {
	const python = systemPython();
	if (bench.display === undefined || python === undefined) throw new Error("dragging needs a screen and Python");
	const env = { ...process.env, DISPLAY: bench.display.name };
	const corner = { x: bench.display.width - SOURCE_SIZE - 10, y: bench.display.height - SOURCE_SIZE - 10 };
	const script = fileURLToPath(new URL("drag-source.py", import.meta.url));
	const source = spawn(python, [script, String(corner.x), String(corner.y), ...files], {
		env,
		stdio: ["ignore", "pipe", "inherit"],
	});
	const ended = once(source, "exit");
	try {
		await once(source.stdout, "data");
		const point = await onScreen(page, element);
		const move = (x: number, y: number) => ["mousemove", String(Math.round(x)), String(Math.round(y))];
		const from = { x: corner.x + SOURCE_SIZE / 2, y: corner.y + SOURCE_SIZE / 2 };
		const pointer = async (...args: string[]) => {
			execFileSync(findProgram("xdotool") ?? "xdotool", args, { env, stdio: "ignore" });
			await sleep(HOVER_MS);
		};
		await pointer(...move(from.x, from.y));
		await pointer("mousedown", "1");
		await pointer(...move(from.x - 20, from.y - 20));
		await pointer(...move((from.x + point.x) / 2, (from.y + point.y) / 2));
		for (const step of [-12, -6, 0]) await pointer(...move(point.x + step, point.y + step));
		await sleep(HOVER_MS);
		await pointer("mouseup", "1");
		await Promise.race([ended, sleep(DRAG_END_MS)]);
	} finally {
		source.kill("SIGTERM");
		await ended;
	}
}

const DRAG_END_MS = 3000;

async function onScreen(page: Page, element: ElementHandle): Promise<{ x: number; y: number }> {
	const inPage = await element.clickablePoint();
	const origin = await page.evaluate(() => ({
		x: "mozInnerScreenX" in window ? Number(window.mozInnerScreenX) : window.screenX,
		y: "mozInnerScreenY" in window ? Number(window.mozInnerScreenY) : window.screenY,
	}));
	return { x: origin.x + inPage.x, y: origin.y + inPage.y };
}

function haveDragSource(): boolean {
	const python = systemPython();
	if (python === undefined) return false;
	try {
		execFileSync(python, ["-c", "import gi; gi.require_version('Gtk', '3.0'); from gi.repository import Gtk"], {
			stdio: "ignore",
		});
		return true;
	} catch {
		return false;
	}
}
