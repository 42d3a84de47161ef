// Way in × reader × browser: what a page's own code ever sees of a photo that is stripped on its way in.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { gpsPhoto, gpsPhotoDefaults, gpsPng } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { canGive } from "./harness/give";
import { answer } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";
import { type Site, servePages } from "./harness/serve";
import { buildLibraries, WAYS_INTO_LIBRARIES } from "./pages/libraries";
import { chatPage, FRAME_PAGE, WAYS_IN } from "./pages/ways-in";

type Sight = { reader: string; name: string; type: string; path: string; isFile: boolean; bytes: string };

/** In the photo's Exif, and in no pixel of it. */
const SECRET = gpsPhotoDefaults.device?.serial ?? "";
const REPORT = fileURLToPath(new URL("../../artifacts/ways-in/", import.meta.url));

const ALL = [...WAYS_IN, ...WAYS_INTO_LIBRARIES];
const browser = inject("browser");
const disk = mkdtempSync(join(tmpdir(), "last-look-ways-in-"));
const folder = join(disk, "holiday");
const photo = join(disk, "one.jpg");
const second = join(disk, "two.jpg");
const png = gpsPng();
const rows: { way: string; readers: Record<string, string> }[] = [];

let bench: Bench;
let site: Site;
let page: Page;

beforeAll(async () => {
	mkdirSync(join(folder, "inner"), { recursive: true });
	for (const path of [photo, second, join(folder, "a.jpg"), join(folder, "inner", "b.jpg")])
		writeFileSync(path, gpsPhoto());
	const pages = ALL.map(({ html, script, module }, index) => [`/${index}`, chatPage(html, script, module)] as const);
	site = await servePages({ ...(await buildLibraries()), ...Object.fromEntries(pages), "/frame": FRAME_PAGE });
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	if (browser === "chromium") {
		await bench.browser.defaultBrowserContext().overridePermissions(site.origin, ["clipboard-read"]);
	}
});
afterEach(async ({ task }) => {
	await keepScreenshot(page, task);
	await page?.close();
});
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(disk, { recursive: true });
	mkdirSync(REPORT, { recursive: true });
	writeFileSync(join(REPORT, `${browser}.json`), `${JSON.stringify(rows, undefined, "\t")}\n`);
});

for (const [index, { name, way, give, reaches, not, untold }] of ALL.entries()) {
	if (not?.[browser] !== undefined) continue;
	test.skipIf(!canGive(browser, way))(name, async () => {
		page = await bench.open(`${site.origin}/${index}`);
		await give({ bench, page, photo, second, folder, png });
		const said = await answer(page, "strip").catch(async (error: unknown) => {
			const saw = (await sightsIn(page)).map((sight) => `${sight.reader}: ${verdict(sight)}`);
			throw new Error(`no answer was given, and the page saw [${saw.join(", ")}]`, { cause: error });
		});
		if (!untold) expect(said.recipient).toBe("Alice Example");
		expect(said.files.map(({ status }) => status)).toEqual(said.files.map(() => "found"));

		const sights = await until(
			"the page to see its files",
			async () => {
				const all = await sightsIn(page);
				const reached = (reader: string) =>
					all.some((sight) => sight.reader === reader && verdict(sight) === "stripped");
				return reaches.every(reached) && all.length > 0 ? all : undefined;
			},
			5000,
		).catch(() => sightsIn(page));
		rows.push({ way: name, readers: Object.fromEntries(sights.map((sight) => [sight.reader, verdict(sight)])) });
		expect(sights.filter((sight) => verdict(sight) === "original").map(({ reader }) => reader)).toEqual([]);
		const stripped = sights.filter((sight) => verdict(sight) === "stripped").map(({ reader }) => reader);
		expect(stripped).toEqual(expect.arrayContaining([...reaches]));
		expect(stripped.length).toBeGreaterThan(0);
	});
}

function verdict({ bytes, isFile }: Sight): "original" | "stripped" | "no file" {
	const content = Buffer.from(bytes, "base64");
	if (content.includes(SECRET)) return "original";
	return isFile && content.length > 0 ? "stripped" : "no file";
}

/** From every frame that has a recorder. */
async function sightsIn(page: Page): Promise<Sight[]> {
	const untolds = await Promise.all(
		page.frames().map(async (frame): Promise<Sight[]> => {
			const found: unknown = await frame.evaluate("globalThis.recorder?.all()").catch(() => undefined);
			return Array.isArray(found) ? found : [];
		}),
	);
	return untolds.flat();
}
