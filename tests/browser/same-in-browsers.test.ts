// What the tests of formats prove in Node holds in the browsers: the guard's own Worker says the same of every fixture, and
// what it strips is the same to the byte. Decoders, text and streams are the browser's there.
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Inspection } from "../../src/core/inspection";
import { keepNothing } from "../../src/core/keep";
import { documents } from "../fixtures/documents";
import type { FormatFixtures } from "../fixtures/formats";
import { images } from "../fixtures/images";
import { media } from "../fixtures/media";
import { inspectBytes, stripBytes, stripped } from "../formats/checks";
import { openCheck } from "./harness/check";
import { extensionFor } from "./harness/extension";
import { type Bench, launch } from "./harness/launch";

type Bytes = Uint8Array<ArrayBuffer>;
/** What a file says, and what goes out says: with its digest, or why nothing does. */
type Examined = { inspection: Inspection; result: string; left?: Inspection };

const name = inject("browser");
const extension = extensionFor(name);
const worker = readdirSync(`${extension}/assets`).find((file) => /^worker-.*\.js$/.test(file));
/** As many bytes as go to the page at once. */
const batchSize = 4 * 1024 * 1024;
let bench: Bench;
let page: Page;

beforeAll(async () => {
	bench = await launch({ name, extension });
	page = await openCheck(bench.browser);
	await page.evaluate(`globalThis.worker = new Worker("/assets/${worker}", { type: "module" })`);
});
afterAll(() => bench?.close());

const kinds: Readonly<Record<string, Readonly<Record<string, Bytes>>>> = {
	...Object.fromEntries(Object.entries({ ...images, ...media }).map(([format, files]) => [format, filesOf(files)])),
	documents: Object.fromEntries(
		Object.entries(documents).flatMap(([format, files]) => files.map((bytes, at) => [`${format} ${at}`, bytes])),
	),
};

/** What is packed anew is as long as a browser's packer makes it. */
const packedAnew: ReadonlySet<string> = new Set(["svgz", "documents"]);

test.each(Object.entries(kinds))("%s", async (kind, files) => {
	const [here, there] = [await inNode(files), await inBrowser(files)];
	expect(Object.keys(there).length).toBe(Object.keys(files).length);
	const compared = ([file, { inspection, result, left }]: [string, Examined]) =>
		[file, left && packedAnew.has(kind) ? { inspection, left } : { inspection, result, left }] as const;
	expect(Object.entries(there).map(compared)).toEqual(Object.entries(here).map(compared));
});

function filesOf({ dirty, clean, invalid }: FormatFixtures): Record<string, Bytes> {
	return {
		...Object.fromEntries(Object.entries(dirty).map(([file, { bytes }]) => [file, bytes])),
		...clean,
		...invalid,
	};
}

async function inNode(files: Readonly<Record<string, Bytes>>): Promise<Record<string, Examined>> {
	const examined: Record<string, Examined> = {};
	for (const [file, bytes] of Object.entries(files)) {
		const [inspection, stripping] = [await inspectBytes(bytes), await stripBytes(bytes)];
		if (stripping.status === "clean" || stripping.status === "stripped") {
			const out = await stripped(bytes);
			const result = createHash("sha256").update(out).digest("hex");
			examined[file] = plain({ inspection, result, left: await inspectBytes(out) });
		} else examined[file] = plain({ inspection, result: stripping.reason });
	}
	return examined;
}

/** As it comes out of a page: what is `undefined` is left out. */
function plain(examined: Examined): Examined {
	return JSON.parse(JSON.stringify(examined));
}

async function inBrowser(files: Readonly<Record<string, Bytes>>): Promise<Record<string, Examined>> {
	const examined: Record<string, Examined> = {};
	let batch: Record<string, string> = {};
	let size = 0;
	const send = async () => {
		Object.assign(
			examined,
			await page.evaluate(`(${examineAll})(${JSON.stringify(batch)}, ${JSON.stringify(keepNothing)})`),
		);
		batch = {};
		size = 0;
	};
	for (const [file, bytes] of Object.entries(files)) {
		batch[file] = Buffer.from(bytes).toString("base64");
		size += bytes.length;
		if (size > batchSize) await send();
	}
	await send();
	return examined;
}

/** Run in the page: speaks to the Worker as the guard does. */
const examineAll = `async (files, keep) => {
	let count = 0;
	const examine = (file) => new Promise((resolve) => {
		const id = count++;
		worker.addEventListener("message", function heard({ data }) {
			if (data.type !== "examined" || data.id !== id) return;
			worker.removeEventListener("message", heard);
			resolve(data.examined);
		});
		worker.postMessage({ type: "examine", id, file, keep });
	});
	const both = async (base64) => {
		const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
		const { inspection, status, stripped, reason } = await examine(new File([bytes], "file"));
		if (status !== "ready") return { inspection, result: reason };
		const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await stripped.arrayBuffer()));
		const result = Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
		return { inspection, result, left: (await examine(stripped)).inspection };
	};
	const entries = Object.entries(files).map(async ([file, base64]) => [file, await both(base64)]);
	return JSON.parse(JSON.stringify(Object.fromEntries(await Promise.all(entries))));
}`;
