// Chromium with the Workers in it: takes turns on files, and keeps what is saved.
import { createWriteStream } from "node:fs";
import { readFile, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { build } from "vite";
import { launch } from "../tests/browser/harness/launch";
import { serve } from "../tests/browser/harness/serve";
import { type Peak, watchPeak } from "./peak-memory";
import type { Answer, Request } from "./turn";

export type Measured = Exclude<Answer, { error: string }>;

export type BenchBrowser = {
	version: string;
	/** Draws a picture and leaves it as a JPEG of about `size` bytes. */
	draw(drawing: { width: number; height: number; size: number }, path: string): Promise<void>;
	/**
	 * One turn on a file of the disk, picked as a person picks one.
	 * @throws with the contender's own words when it failed.
	 */
	take(request: Request, path: string): Promise<Measured>;
	/** The most memory that the whole browser takes from now on, beyond what it has. */
	watchMemory(): Peak | undefined;
	close(): Promise<void>;
};

/** Each contender has a Worker of its own, so that none cleans up after another. */
const page = `<!doctype html><input type="file" id="file"><script type="module">
const workers = new Map();
const files = new Map();
window.keep = (path) => files.set(path, document.getElementById("file").files[0]);
window.take = (request, path) => new Promise((resolve) => {
	const name = [request.row, request.contender].join();
	const worker = workers.get(name) ?? new Worker("/worker.js", { type: "module" });
	workers.set(name, worker);
	worker.onmessage = ({ data }) => resolve(data);
	worker.onerror = ({ message }) => resolve({ error: message });
	worker.postMessage({ request, file: files.get(path) });
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
	const picked = new Set<string>();

	const evaluate = async (request: Request, path = "") => {
		const answer = parseAnswer(await tab.evaluate(`take(${JSON.stringify(request)}, ${JSON.stringify(path)})`));
		if ("error" in answer) throw new Error(answer.error);
		return answer;
	};
	return {
		version: await browser.version(),
		async draw(drawing, path) {
			await evaluate({ type: "draw", ...drawing, saveAs: basename(path) });
			await rename(join(folder, basename(path)), path);
		},
		async take(request, path) {
			if (!picked.has(path)) {
				const input = await tab.waitForSelector("input[type=file]");
				await input?.toElement("input").then((element) => element.uploadFile(path));
				await tab.evaluate(`keep(${JSON.stringify(path)})`);
				picked.add(path);
			}
			return evaluate(request, path);
		},
		watchMemory() {
			const id = browser.process()?.pid;
			return id === undefined ? undefined : watchPeak(id);
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
			rollupOptions: {
				input: "bench/worker.ts",
				output: { entryFileNames: "worker.js" },
				// What a row does in Node stands in the same entry; the Worker never loads it.
				external: [/^node:/, /\/tests\//, /\/files\//, "exif-be-gone"],
			},
		},
	});
	return outDir;
}
