// Every way in which a page gets a file from a person, each on a static page of its own with a recorder in it.
import { readFileSync } from "node:fs";
import type { Frame, Page } from "puppeteer-core";
import { drop, pasteFiles, pastePng, pick, type Way, withCopied } from "../harness/give";
import type { Bench } from "../harness/launch";
import { until } from "../harness/processes";

export type Given = { bench: Bench; page: Page; photo: string; second: string; folder: string; png: Uint8Array };

/** An event, and the names of the files that it brings. */
export type Heard = readonly [type: string, ...names: string[]];

export type WayIn = {
	name: string;
	way: Way;
	/** What stands in the page below the composer. */
	html?: string;
	/** Runs in the page after the recorder. */
	script?: string;
	/** What runs in it besides, from `libraries/`. */
	module?: string;
	give(given: Given): Promise<unknown>;
	/** In there nothing shows which conversation it is: a frame does not know what is around it. */
	untold?: true;
	/** Readers that must have got the stripped file; the others may. */
	reaches: readonly string[];
	/** What is given, in its order: names, or places in a folder. By itself one photo. */
	sources?: readonly string[];
	/** The events that bring files, in their order, where they are others than those of every pick, drop or paste. */
	hears?: readonly Heard[];
	/** The page reads Files of the realm around it. */
	ofOuterRealm?: true;
	/** Where it cannot be driven here, or does not exist. */
	not?: { firefox?: string; chromium?: string };
};

export function sourcesOf({ sources = ["one.jpg"] }: WayIn): readonly string[] {
	return sources;
}

/** What the page's own code is to hear, as it would of the browser itself. */
export function hearingOf(row: WayIn): readonly Heard[] {
	if (row.hears) return row.hears;
	const names = sourcesOf(row).map((path) => path.slice(path.lastIndexOf("/") + 1));
	return row.way === "pick"
		? [
				["input", ...names],
				["change", ...names],
			]
		: [[row.way, ...names]];
}

const RECORDER = readFileSync(new URL("recorder.js", import.meta.url), "utf8");

/** A messenger's page at its smallest: a conversation with Alice, one composer. */
export function chatPage(html = "", script = "", module?: string): string {
	const library = `<link rel="stylesheet" href="/${module}.css"><script type="module" src="/${module}.js"></script>`;
	return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Alice Example</title>
<script>${RECORDER}</script>
<main><h2>Alice Example</h2><textarea id="text" aria-label="Message Alice Example" style="display:block;width:400px;height:80px"></textarea>
<div id="zone" style="width:400px;height:120px;background:#eee">zone</div>
${html}</main>
<script>recorder.watch(zone); recorder.watch(document.querySelector("#text"));${script}</script>${module ? library : ""}</html>`;
}

const click = (selector: string) => (page: Page) => page.click(selector);
const pickBy =
	(open: (page: Page) => Promise<unknown>) =>
	({ page, photo }: Given) =>
		pick(page, () => open(page), [photo]);

const FOLDER = ["holiday/a.jpg", "holiday/inner/b.jpg"];
const CHANGE = ["target change: input.files"];
const DETACHED = `let input; const make = () => recorder.watch(Object.assign(document.createElement("input"), { type: "file" }));`;

/** A frame's page: one input, recorded. */
const FRAME = `<!doctype html><script>${RECORDER}</script><input id="in" type="file"><script>recorder.watch(document.querySelector("#in"))</script>`;
const inScript = (html: string) => JSON.stringify(html).replaceAll("</", "<\\/");

async function frameOf(page: Page): Promise<Frame> {
	return until("the frame", async () => {
		for (const frame of page.frames()) if (frame !== page.mainFrame() && (await frame.$("#in")) !== null) return frame;
		return undefined;
	});
}
const pickInFrame = async ({ bench, page, photo }: Given) => {
	const frame = await frameOf(page);
	const input = await frame.waitForSelector("input#in");
	// Firefox's driver hears of the choosers of the top frame alone; this way the events are trusted too.
	if (bench.name === "firefox") await input?.uploadFile(photo);
	else await pick(page, async () => input?.click(), [photo]);
};

export const WAYS_IN: readonly WayIn[] = [
	{
		name: "input",
		way: "pick",
		html: `<input id="in" type="file">`,
		script: `recorder.watch(document.querySelector("#in"))`,
		give: pickBy(click("#in")),
		reaches: [...CHANGE, "poll", "first change: input.files"],
	},
	{
		name: "input by label",
		way: "pick",
		html: `<label id="label">photo <input id="in" type="file" hidden></label>`,
		script: `recorder.watch(document.querySelector("#in"))`,
		give: pickBy(click("#label")),
		reaches: CHANGE,
	},
	{
		name: "input by click()",
		way: "pick",
		html: `<input id="in" type="file" hidden><button id="go">photo</button>`,
		script: `const input = recorder.watch(document.querySelector("#in")); go.onclick = () => input.click()`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
	},
	{
		name: "input by nested click()",
		way: "pick",
		html: `<span id="go">photo <input id="in" type="file"></span>`,
		script: `const input = recorder.watch(document.querySelector("#in")); input.style.display = "none"; go.onclick = () => input.click()`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
	},
	{
		name: "input by showPicker()",
		way: "pick",
		html: `<input id="in" type="file" hidden><button id="go">photo</button>`,
		script: `const input = recorder.watch(document.querySelector("#in")); go.onclick = () => input.showPicker()`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
	},
	{
		name: "input in a form, read inside change",
		way: "pick",
		html: `<form><input id="in" name="photo" type="file"></form>`,
		script: `recorder.watch(document.querySelector("#in"))`,
		give: pickBy(click("#in")),
		reaches: [...CHANGE, "target change: FormData"],
	},
	{
		name: "input in an open shadow root",
		way: "pick",
		html: `<div id="host"></div>`,
		script: `const root = host.attachShadow({ mode: "open" }); root.innerHTML = "<input type=file>"; recorder.watch(root.firstChild)`,
		give: pickBy(async (page) => (await page.$("#host >>> input"))?.click()),
		reaches: CHANGE,
	},
	{
		name: "input in a closed shadow root",
		way: "pick",
		html: `<div id="host" style="width:300px;height:40px"></div>`,
		script: `const root = host.attachShadow({ mode: "closed" }); root.innerHTML = "<input type=file style='width:300px;height:40px'>"; recorder.watch(root.firstChild)`,
		give: pickBy(click("#host")),
		reaches: CHANGE,
	},
	{
		name: "detached input, new each time",
		way: "pick",
		html: `<button id="go">photo</button>`,
		script: `${DETACHED} go.onclick = () => make().click()`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
	},
	{
		name: "detached input, kept, with onchange",
		way: "pick",
		html: `<button id="go">photo</button>`,
		script: `${DETACHED} input = make(); input.onchange = recorder.look("onchange"); go.onclick = () => input.click()`,
		give: pickBy(click("#go")),
		reaches: ["onchange change: input.files"],
	},
	{
		name: "detached input by showPicker()",
		way: "pick",
		html: `<button id="go">photo</button>`,
		script: `${DETACHED} go.onclick = () => make().showPicker()`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
	},
	{
		name: "detached input by a click that is dispatched",
		way: "pick",
		html: `<button id="go">photo</button>`,
		script: `${DETACHED} go.onclick = () => make().dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
	},
	{
		name: "detached input with a label",
		way: "pick",
		html: `<button id="go">photo</button>`,
		script: `${DETACHED} go.onclick = () => { const label = document.createElement("label"); label.append(make()); label.click(); }`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
		not: { firefox: "a label in no document clicks nothing" },
	},
	{
		name: "input taken out while the chooser is open",
		way: "pick",
		html: `<button id="go">photo</button>`,
		script: `${DETACHED} go.onclick = () => { const input = make(); document.body.append(input); input.click(); input.remove(); }`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
	},
	{
		name: "input in a closed shadow root inside another, by showPicker()",
		way: "pick",
		html: `<button id="go">photo</button><div id="host"></div>`,
		script: `const inner = document.createElement("div"); host.attachShadow({ mode: "closed" }).append(inner); const root = inner.attachShadow({ mode: "closed" }); root.innerHTML = "<input type=file>"; const input = recorder.watch(root.firstChild); root.addEventListener("input", recorder.look("early"), true); go.onclick = () => input.showPicker()`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
	},
	{
		name: "input in a shadow root of a detached host",
		way: "pick",
		html: `<button id="go">photo</button>`,
		script: `const root = document.createElement("div").attachShadow({ mode: "closed" }); root.innerHTML = "<input type=file>"; const input = recorder.watch(root.firstChild); go.onclick = () => input.click()`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
	},
	{
		name: "input in a fragment, listened to above",
		way: "pick",
		html: `<button id="go">photo</button>`,
		script: `${DETACHED} const fragment = document.createDocumentFragment(); input = make(); fragment.append(input); for (const type of ["input", "change"]) fragment.addEventListener(type, recorder.look("early"), true); go.onclick = () => input.click()`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
	},
	{
		name: "input taken out by its own click",
		way: "pick",
		html: `<input id="in" type="file">`,
		script: `const input = recorder.watch(document.querySelector("#in")); for (const type of ["input", "change"]) input.addEventListener(type, recorder.look("early"), true); input.onclick = () => setTimeout(() => input.remove())`,
		give: pickBy(click("#in")),
		reaches: CHANGE,
	},
	{
		name: "input taken into a document without a window",
		way: "pick",
		html: `<button id="go">photo</button>`,
		script: `${DETACHED} go.onclick = () => { const input = make(); input.click(); const inner = document.implementation.createHTMLDocument(); for (const type of ["input", "change"]) inner.addEventListener(type, recorder.look("early"), true); inner.body.append(input); }`,
		give: pickBy(click("#go")),
		reaches: CHANGE,
		not: { chromium: "its driver answers no chooser there" },
	},
	{
		name: "several files",
		way: "pick",
		html: `<input id="in" type="file" multiple>`,
		script: `recorder.watch(document.querySelector("#in"))`,
		give: ({ page, photo, second }) => pick(page, () => page.click("#in"), [photo, second]),
		sources: ["one.jpg", "two.jpg"],
		reaches: CHANGE,
	},
	{
		name: "a folder (webkitdirectory)",
		way: "pick",
		html: `<input id="in" type="file" webkitdirectory>`,
		script: `recorder.watch(document.querySelector("#in"))`,
		give: ({ page, folder }) => pick(page, () => page.click("#in"), [folder]),
		sources: FOLDER,
		reaches: CHANGE,
		not: { firefox: "its driver refuses folders" },
	},
	{
		name: "frame of the same origin",
		way: "pick",
		html: `<iframe src="/frame"></iframe>`,
		untold: true,
		give: pickInFrame,
		reaches: CHANGE,
	},
	{
		name: "frame, srcdoc",
		way: "pick",
		script: `main = document.querySelector("main"); main.append(Object.assign(document.createElement("iframe"), { srcdoc: ${inScript(FRAME)} }))`,
		untold: true,
		give: pickInFrame,
		reaches: CHANGE,
	},
	{
		name: "frame, about:blank, written into",
		way: "pick",
		html: `<iframe id="f"></iframe>`,
		script: `f.contentDocument.write(${inScript(FRAME)}); f.contentDocument.close()`,
		untold: true,
		give: pickInFrame,
		reaches: CHANGE,
	},
	{
		name: "frame, blob:",
		way: "pick",
		script: `document.querySelector("main").append(Object.assign(document.createElement("iframe"), { src: URL.createObjectURL(new Blob([${inScript(FRAME)}], { type: "text/html" })) }))`,
		untold: true,
		give: pickInFrame,
		reaches: CHANGE,
	},
	{
		name: "frame in a frame",
		way: "pick",
		script: `document.querySelector("main").append(Object.assign(document.createElement("iframe"), { srcdoc: "<iframe src='/frame'></iframe>" }))`,
		untold: true,
		give: pickInFrame,
		reaches: CHANGE,
	},
	{
		name: "frame, sandboxed",
		way: "pick",
		html: `<iframe sandbox="allow-scripts" src="/frame"></iframe>`,
		untold: true,
		give: pickInFrame,
		reaches: CHANGE,
	},
	{
		name: "frame, a listener on its first window",
		way: "pick",
		html: `<iframe id="f" src="/frame"></iframe>`,
		script: `f.contentWindow.addEventListener("change", recorder.look("early"), true); f.contentWindow.addEventListener("input", recorder.look("early"), true)`,
		untold: true,
		give: pickInFrame,
		ofOuterRealm: true,
		reaches: ["early change: input.files"],
	},
	{
		name: "document.open() and write()",
		way: "pick",
		html: `<button id="go">again</button>`,
		script: `go.onclick = () => { document.open(); document.write(${inScript(`<title>Alice Example</title><h2>Alice Example</h2><textarea aria-label="Message Alice Example"></textarea>${FRAME}`)}); document.close(); }`,
		async give(given) {
			await given.page.click("#go");
			await given.page.waitForSelector("#in");
			await pickBy(click("#in"))(given);
		},
		reaches: CHANGE,
	},
	{
		name: "drop",
		way: "drop",
		give: ({ bench, page, photo }) => drop(bench, page, "#zone", [photo]),
		reaches: ["target drop: files", "target drop: getAsFile", "target drop: entry", "first drop: files"],
	},
	{
		name: "drop of several files",
		way: "drop",
		give: ({ bench, page, photo, second }) => drop(bench, page, "#zone", [photo, second]),
		sources: ["one.jpg", "two.jpg"],
		reaches: ["target drop: files", "target drop: getAsFile", "target drop: entry"],
	},
	{
		name: "drop of a folder",
		way: "drop",
		give: ({ bench, page, folder }) => drop(bench, page, "#zone", [folder]),
		sources: FOLDER,
		hears: [["drop", "holiday"]],
		reaches: ["target drop: entry below"],
	},
	{
		name: "drop, read by getAsFileSystemHandle()",
		way: "drop",
		give: ({ bench, page, photo }) => drop(bench, page, "#zone", [photo]),
		reaches: ["target drop: handle"],
		not: { firefox: "it gives no such handles" },
	},
	{
		name: "drop of a folder, read by getAsFileSystemHandle()",
		way: "drop",
		give: ({ bench, page, folder }) => drop(bench, page, "#zone", [folder]),
		sources: FOLDER,
		hears: [["drop", "holiday"]],
		reaches: ["target drop: handle below", "target drop: handle below below"],
		not: { firefox: "it gives no such handles" },
	},
	{
		name: "drop onto an input",
		way: "drop",
		html: `<input id="in" type="file" style="width:300px;height:60px">`,
		script: `recorder.watch(document.querySelector("#in")); recorder.leaveDrops()`,
		give: ({ bench, page, photo }) => drop(bench, page, "#in", [photo]),
		hears: [
			["drop", "one.jpg"],
			["input", "one.jpg"],
			["change", "one.jpg"],
		],
		reaches: ["target drop: files", ...CHANGE],
	},
	{
		name: "drop of several files onto an input that takes one",
		way: "drop",
		html: `<input id="in" type="file" style="width:300px;height:60px">`,
		script: `recorder.watch(document.querySelector("#in")); recorder.leaveDrops()`,
		give: ({ bench, page, photo, second }) => drop(bench, page, "#in", [photo, second]),
		sources: ["one.jpg", "two.jpg"],
		hears: [
			["drop", "one.jpg", "two.jpg"],
			["input", "one.jpg"],
			["change", "one.jpg"],
		],
		reaches: ["target drop: files", ...CHANGE],
	},
	{
		name: "drop onto an input, taken by the page",
		way: "drop",
		html: `<input id="in" type="file" style="width:300px;height:60px">`,
		script: `recorder.watch(document.querySelector("#in"))`,
		give: ({ bench, page, photo }) => drop(bench, page, "#in", [photo]),
		reaches: ["target drop: files"],
	},
	{
		name: "drop in a closed shadow root",
		way: "drop",
		html: `<div id="host" style="width:300px"></div>`,
		script: `const root = host.attachShadow({ mode: "closed" }); root.innerHTML = "<div style='width:300px;height:80px;background:#ddd'>zone</div>"; recorder.watch(root.firstChild)`,
		give: ({ bench, page, photo }) => drop(bench, page, "#host", [photo]),
		reaches: ["target drop: files"],
	},
	{
		name: "drop on a zone that is there only while dragging",
		way: "drop",
		script: `zone.ondragenter = () => { const over = recorder.watch(document.createElement("div")); over.style.cssText = "position:absolute;inset:0;background:#fff8"; zone.style.position = "relative"; if (!zone.firstElementChild) zone.append(over); over.ondragleave = () => over.remove(); }`,
		give: ({ bench, page, photo }) => drop(bench, page, "#zone", [photo]),
		reaches: ["target drop: files"],
	},
	{
		name: "paste of a file",
		way: "paste",
		give: ({ bench, page, photo }) => pasteFiles(bench, page, "#text", [photo]),
		reaches: ["target paste: files", "target paste: getAsFile", "first paste: files"],
	},
	{
		name: "paste of a file, read by its entry",
		way: "paste",
		give: ({ bench, page, photo }) => pasteFiles(bench, page, "#text", [photo]),
		reaches: ["target paste: entry"],
	},
	{
		name: "paste of a picture",
		way: "paste",
		give: ({ bench, page, png }) => pastePng(bench, page, "#text", png),
		sources: ["image.png"],
		reaches: ["target paste: files"],
	},
	{
		name: "paste in a closed shadow root",
		way: "paste",
		html: `<div id="host" style="width:300px"></div>`,
		script: `const root = host.attachShadow({ mode: "closed" }); root.innerHTML = "<div contenteditable aria-label='Message Alice Example' style='width:300px;height:60px'></div>"; recorder.watch(root.firstChild)`,
		give: ({ bench, page, photo }) => pasteFiles(bench, page, "#host", [photo]),
		untold: true,
		reaches: ["target paste: files"],
	},
	{
		name: "picture read by navigator.clipboard.read()",
		way: "paste",
		html: `<button id="go">paste</button>`,
		script: `go.onclick = async () => { const [item] = await navigator.clipboard.read(); const blob = await item.getType("image/png"); recorder.saw("clipboard.read", new File([blob], "image.png", { type: blob.type })); }`,
		sources: ["image.png"],
		hears: [],
		give: ({ bench, page, png }) => withCopied(bench, "image/png", png, () => page.click("#go")),
		reaches: ["clipboard.read"],
		not: { firefox: "it asks by a menu of the browser's own, which its driver cannot reach" },
	},
	{
		name: "paste into an editor",
		way: "paste",
		html: `<div id="editor" contenteditable aria-label="Message Alice Example" style="width:300px;height:60px"></div>`,
		script: `document.querySelector("#text").remove(); recorder.watch(editor)`,
		give: ({ bench, page, photo }) => pasteFiles(bench, page, "#editor", [photo]),
		reaches: ["target paste: files"],
	},
];

export const FRAME_PAGE = FRAME;
