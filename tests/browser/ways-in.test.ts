// Way in × reader × browser: what a page's own code ever sees of a photo that is stripped on its way in.
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
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
import { chatPage, FRAME_PAGE, type Heard, hearingOf, sourcesOf, WAYS_IN, type WayIn } from "./pages/ways-in";

/** A file that the page's own code got hold of. */
type Sight = {
	reader: string;
	name: string;
	type: string;
	lastModified: number;
	path: string;
	/** Whose `File` it is: that of the page that read it, of a frame in it, or of neither. */
	realm: "own" | "frame" | "none";
	extensible: boolean;
	bytes: string;
};

/** An event that the page's own code heard; `same`: what it reads twice of it is the same. */
type Event = { place: string; type: string; trusted: boolean; names: string[]; same: boolean };

/** In the photo's Exif, and in no pixel of it. */
const SECRET = gpsPhotoDefaults.device?.serial ?? "";
const REPORT = fileURLToPath(new URL("../../artifacts/ways-in/", import.meta.url));

/** In seconds since 1970: older than any copy that is made meanwhile. */
const WRITTEN = 1_600_000_000;

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
	for (const path of [photo, second, join(folder, "a.jpg"), join(folder, "inner", "b.jpg")]) {
		writeFileSync(path, gpsPhoto());
		utimesSync(path, WRITTEN, WRITTEN);
	}
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

for (const [index, row] of ALL.entries()) {
	const { name, way, give, reaches, not, untold } = row;
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
		for (const sight of sights) if (verdict(sight) === "stripped") expect(sight).toMatchObject(asGiven(row, sight));

		const events = await eventsIn(page);
		expect(heardIn(events)).toEqual(hearingOf(row));
		// No event of the browser's own brought a file, and none of ours told of an end.
		expect(events.filter(({ trusted, names }) => trusted && names.length > 0)).toEqual([]);
		expect(events.filter(({ type }) => type === "cancel" || type === "dragleave")).toEqual([]);
		expect(events.filter(({ same }) => !same)).toEqual([]);
	});
}

function verdict({ bytes }: Sight): "original" | "stripped" | "no file" {
	const content = Buffer.from(bytes, "base64");
	if (content.includes(SECRET)) return "original";
	return content.length > 0 ? "stripped" : "no file";
}

/** What a file is to the page's code, as one that comes from the browser itself. */
function asGiven(row: WayIn, { name }: Sight): Partial<Sight> {
	const source = sourcesOf(row).find((path) => path.endsWith(name));
	if (source === undefined) throw new Error(`nobody gave the page ${name}`);
	const isPicture = name.endsWith(".png");
	return {
		type: isPicture ? "image/png" : "image/jpeg",
		// Chromium says nothing of it where the folder was dropped.
		path: source !== name && (row.way === "pick" || browser === "firefox") ? source : "",
		extensible: true,
		...(row.ofOuterRealm ? {} : { realm: "own" }),
		...(isPicture ? {} : { lastModified: WRITTEN * 1000 }),
	};
}

/** By the listeners of the elements themselves; where these are a library's, by the first one on window. */
function heardIn(events: readonly Event[]): Heard[] {
	const place = events.some(({ place }) => place === "target") ? "target" : "first";
	const told = events.filter((event) => event.place === place && event.names.length > 0);
	// Of two elements one in the other each hears of it.
	const once = told.filter(({ type }, index) => type !== told[index - 1]?.type);
	return once.map(({ type, names }) => [type, ...names]);
}

const sightsIn = (page: Page) => recordsIn<Sight>(page, "globalThis.recorder?.all()");
const eventsIn = (page: Page) => recordsIn<Event>(page, "globalThis.recorder?.events");

/** From every frame that has a recorder. */
async function recordsIn<Record>(page: Page, what: string): Promise<Record[]> {
	const found = await Promise.all(page.frames().map((frame) => frame.evaluate(what).catch(() => undefined)));
	return found.flatMap((records): Record[] => (Array.isArray(records) ? records : []));
}
