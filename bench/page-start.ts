// What the scripts that run in every frame take of a page's thread before the page's first script: the processor's time of
// their slices in the browser's own trace, in which nothing else is counted. Nothing of theirs runs later in a frame that
// nobody touches. The page is not attached to: an inspector in it has the browser compile scripts a second time.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession } from "puppeteer-core";
import { extensionFor } from "../tests/browser/harness/extension";
import { launch } from "../tests/browser/harness/launch";
import { until } from "../tests/browser/harness/processes";
import { servePages } from "../tests/browser/harness/serve";
import { median } from "./report";
import type { SelfTimed } from "./row";

/** As messengers have them: empty ones, in the process of the page. */
const frames = 20;
const chat = `<!doctype html><title>Alice</title><h2>Alice</h2><textarea></textarea>${"<iframe></iframe>".repeat(frames)}
<script>addEventListener("load", () => document.title = "loaded")</script>`;

/** `new tab`: the first frame in a process of its own, where scripts have still to be compiled. `frame`: each one after it. */
type Where = "new tab" | "frame";

export function pageStart(where: Where, ofWhom: "us" | "nobody"): SelfTimed {
	return async () => {
		const site = await servePages({ "/": chat });
		const empty = ofWhom === "nobody" ? emptyExtension(site.origin) : undefined;
		const bench = await launch({
			name: "chromium",
			screen: "none",
			...(empty ? {} : { extension: extensionFor("chromium") }),
		});
		if (empty) await bench.browser.installExtension(empty);
		const session = await bench.browser.target().createCDPSession();
		return {
			async measure() {
				const slices = await traced(session, site.origin);
				const first = slices.slice(0, 2);
				const later = slices.slice(2);
				if (later.length !== 2 * frames) throw new Error(`${slices.length} scripts in ${1 + frames} frames`);
				return where === "new tab" ? sum(first) : median(pairs(later).map(sum));
			},
			async close() {
				await bench.close();
				await site.close();
				if (empty) rmSync(empty, { recursive: true });
			},
		};
	};
}

/** What any extension that has a script in each of the two worlds takes at least. */
function emptyExtension(origin: string): string {
	const folder = mkdtempSync(join(tmpdir(), "last-look-bench-empty-"));
	const script = (js: string) => ({
		matches: [`${new URL(origin).protocol}//${new URL(origin).hostname}/*`],
		js: [js],
		run_at: "document_start",
		all_frames: true,
		match_about_blank: true,
	});
	const manifest = {
		manifest_version: 3,
		name: "empty",
		version: "1",
		content_scripts: [{ ...script("page.js"), world: "MAIN" }, script("content.js")],
	};
	for (const name of ["page.js", "content.js"]) writeFileSync(join(folder, name), "(function(){})()");
	writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
	return folder;
}

type TraceEvent = { name: string; ts?: number; tdur?: number; args?: { data?: { url?: string } } };

/** The slices of an extension's scripts while a tab is opened, in ms of the processor, in their order. */
async function traced(session: CDPSession, address: string): Promise<number[]> {
	const ended = new Promise<string>((resolve) =>
		session.once("Tracing.tracingComplete", ({ stream = "" }) => resolve(stream)),
	);
	await session.send("Tracing.start", {
		transferMode: "ReturnAsStream",
		traceConfig: { includedCategories: ["devtools.timeline"], excludedCategories: ["*"] },
	});
	const { targetId } = await session.send("Target.createTarget", { url: address });
	await until("the page", async () => {
		const { targetInfo } = await session.send("Target.getTargetInfo", { targetId });
		return targetInfo.title === "loaded" || undefined;
	});
	await session.send("Tracing.end");
	const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(await readAll(session, await ended));
	await session.send("Target.closeTarget", { targetId });
	return traceEvents
		.filter(({ name, args }) => name === "EvaluateScript" && args?.data?.url?.startsWith("chrome-extension://"))
		.toSorted((one, other) => (one.ts ?? 0) - (other.ts ?? 0))
		.map(({ tdur = 0 }) => tdur / 1000);
}

async function readAll(session: CDPSession, handle: string): Promise<string> {
	let text = "";
	for (;;) {
		const { data, eof, base64Encoded } = await session.send("IO.read", { handle });
		text += base64Encoded ? Buffer.from(data, "base64").toString() : data;
		if (eof) return text;
	}
}

/** In each frame one script of each world. */
function pairs(slices: readonly number[]): number[][] {
	return slices.flatMap((slice, index) => (index % 2 === 0 ? [[slice, slices[index + 1] ?? 0]] : []));
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((all, one) => all + one, 0);
}
