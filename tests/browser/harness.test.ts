// The harness itself: what it calls a pick, a drop and a paste are what a person's are, without any extension.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { canGive, drop, pasteFiles, pastePng, pasteText, pick } from "./harness/give";
import { type Bench, launch } from "./harness/launch";
import { type Site, servePages } from "./harness/serve";

const PAGE = `<!doctype html><meta charset=utf-8><title>Ways in</title>
<input type=file id=input multiple><div id=zone style="height:200px;background:#eee">drop</div><textarea id=text></textarea>
<script>
const seen = [];
const names = (files) => [...files].map((file) => file.name + ":" + file.size);
const note = (event, files) => seen.push({ type: event.type, trusted: event.isTrusted, files: names(files) });
input.onchange = (event) => note(event, input.files);
zone.ondragover = (event) => event.preventDefault();
zone.ondrop = (event) => { event.preventDefault(); note(event, event.dataTransfer.files); };
text.onpaste = (event) => note(event, event.clipboardData.files);
</script>`;

const PNG = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
	"base64",
);

const name = inject("browser");
const folder = mkdtempSync(join(tmpdir(), "last-look-harness-"));
const files = ["one.txt", "two.txt"].map((file) => join(folder, file));
let bench: Bench;
let site: Site;

beforeAll(async () => {
	for (const file of files) writeFileSync(file, "seven77");
	site = await servePages({ "/": PAGE });
	bench = await launch({ name });
});
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
});

const expected = { trusted: true, files: ["one.txt:7", "two.txt:7"] };

test("a pick is a trusted change", async () => {
	const page = await bench.open(site.origin);
	await pick(page, () => page.click("#input"), files);
	expect(await seen(page)).toEqual([{ type: "change", ...expected }]);
});

test.skipIf(!canGive(name, "drop"))("a drop is a trusted drop", async () => {
	const page = await bench.open(site.origin);
	await drop(bench, page, "#zone", files);
	expect(await seen(page)).toEqual([{ type: "drop", ...expected }]);
});

test.skipIf(!canGive(name, "paste"))("a copied file is pasted trusted", async () => {
	const page = await bench.open(site.origin);
	await pasteFiles(bench, page, "#text", files);
	// Of several files Firefox takes the first alone.
	const pasted = name === "firefox" ? expected.files.slice(0, 1) : expected.files;
	expect(await seen(page)).toEqual([{ type: "paste", trusted: true, files: pasted }]);
});

test.skipIf(!canGive(name, "paste"))("a copied picture is pasted trusted", async () => {
	const page = await bench.open(site.origin);
	await pastePng(bench, page, "#text", PNG);
	expect(await seen(page)).toEqual([
		{ type: "paste", trusted: true, files: [expect.stringMatching(/^image\.png:\d+$/)] },
	]);
});

test.skipIf(!canGive(name, "paste"))("copied text is pasted as text", async () => {
	const page = await bench.open(site.origin);
	await pasteText(bench, page, "#text", "seven");
	expect(await page.$eval("#text", (text) => "value" in text && text.value)).toBe("seven");
});

async function seen(page: Awaited<ReturnType<Bench["open"]>>): Promise<unknown> {
	return page.evaluate("seen");
}
