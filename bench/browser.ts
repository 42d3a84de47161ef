// Chromium with the Worker in it: takes turns, and keeps what is saved.
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { build } from "vite";
import { launch } from "../tests/browser/harness/launch";
import { serve } from "../tests/browser/harness/serve";
import type { Answer, Request } from "./turn";

export type Measured = Exclude<Answer, { error: string }>;

export type BenchBrowser = {
	version: string;
	/** The file that the next turns are about, picked from the disk as a person does. */
	pick(path: string): Promise<void>;
	/** @throws with the contender's own words when it failed. */
	take(request: Request): Promise<Measured>;
	close(): Promise<void>;
};

/** Each contender has a Worker of its own, so that none cleans up after another. */
const page = `<!doctype html><input type="file" id="file"><script type="module">
const workers = new Map();
window.take = (request) => new Promise((resolve) => {
	const worker = workers.get(request.contender) ?? new Worker("/worker.js", { type: "module" });
	workers.set(request.contender, worker);
	worker.onmessage = ({ data }) => resolve(data);
	worker.postMessage({ request, file: document.getElementById("file").files[0] });
});
</script>`;

/** Isolated from other origins, a page has a clock of 5 µs instead of 100. */
const headers = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/** @param folder - receives what the Worker saves. */
export async function startBrowser(folder: string): Promise<BenchBrowser> {
	const scripts = await buildWorker(join(folder, "worker"));
	const site = await serve(async (request, response) => {
		const path = request.url ?? "/";
		if (path.startsWith("/save/")) {
			await pipeline(request, createWriteStream(join(folder, path.slice("/save/".length))));
			response.writeHead(204, headers).end();
		} else if (path === "/") response.writeHead(200, { ...headers, "content-type": "text/html" }).end(page);
		else {
			const script = await readFile(join(scripts, path)).catch(() => undefined);
			response.writeHead(script ? 200 : 404, { ...headers, "content-type": "text/javascript" }).end(script);
		}
	});
	const { browser, open, close } = await launch({ name: "chromium", screen: "none" });
	const tab = await open(site.origin);
	return {
		version: await browser.version(),
		async pick(path) {
			const input = await tab.waitForSelector("input[type=file]");
			await input?.toElement("input").then((element) => element.uploadFile(path));
		},
		async take(request) {
			const answer: Answer = await tab.evaluate(`take(${JSON.stringify(request)})`).then(parseAnswer);
			if ("error" in answer) throw new Error(answer.error);
			return answer;
		},
		async close() {
			await close();
			await site.close();
		},
	};
}

function parseAnswer(value: unknown): Answer {
	const { ms, bytes, reads, error }: { [key: string]: unknown } = Object(value);
	if (typeof ms === "number" && typeof bytes === "number" && typeof reads === "number") return { ms, bytes, reads };
	return { error: String(error) };
}

async function buildWorker(outDir: string): Promise<string> {
	await build({
		configFile: false,
		logLevel: "error",
		publicDir: false,
		build: {
			outDir,
			emptyOutDir: true,
			target: "chrome128",
			modulePreload: false,
			rollupOptions: { input: "bench/worker.ts", output: { entryFileNames: "worker.js" } },
		},
	});
	return outDir;
}
