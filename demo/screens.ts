// The pictures in docs/screens: each state of what a person sees, in each of its looks, over the demo messenger.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Frame, Page } from "puppeteer-core";
import { extensionFor } from "../tests/browser/harness/extension";
import type { BrowserName } from "../tests/browser/harness/find-browser";
import { pick } from "../tests/browser/harness/give";
import { answer, guardClosed, guardOpen, press } from "../tests/browser/harness/guard-frame";
import { type Bench, launch, pageWith } from "../tests/browser/harness/launch";
import { until } from "../tests/browser/harness/processes";
import { lineShown } from "../tests/browser/harness/quiet-line";
import { makePhotos } from "./photos";
import { makeSamples } from "./samples";
import { type Look, looks, setLook, showLook } from "./screen-looks";
import { startDemo } from "./server";

/** What a state needs to come about. */
export type Stage = { page: Page; folder: string; settings(change: object): Promise<void> };

export type ScreenState = {
	name: string;
	/** Brings it about. @returns the frame that shows it. */
	show(stage: Stage): Promise<Frame>;
	/** Ends it. */
	end(stage: Stage): Promise<unknown>;
};

const to = ({ page }: Stage, name: string) => page.locator(`#conversations button ::-p-text(${name})`).click();
const give = ({ page, folder }: Stage, ...names: string[]) =>
	pick(
		page,
		() => page.click("#clip"),
		names.map((name) => join(folder, name)),
	);
const cancel = async ({ page }: Stage) => answer(page, "cancel");

/** The pages' own states are beside these. */
export const dialogStates: readonly ScreenState[] = [
	{
		name: "one-photo",
		async show(stage) {
			await to(stage, "Mara Lindqvist");
			await give(stage, "harbour-at-dusk.jpg");
			return guardOpen(stage.page);
		},
		end: cancel,
	},
	{
		name: "ten-files",
		async show(stage) {
			await to(stage, "Mara Lindqvist");
			await give(stage, ...(await makeSamples(stage.folder)));
			return guardOpen(stage.page);
		},
		end: cancel,
	},
	{
		name: "group",
		async show(stage) {
			await to(stage, "Street Party 2026");
			await give(stage, "from-my-window.jpg");
			return guardOpen(stage.page);
		},
		end: cancel,
	},
	{
		name: "failure",
		async show(stage) {
			await to(stage, "Street Party 2026");
			await give(stage, "plans.xyz");
			return guardOpen(stage.page);
		},
		end: cancel,
	},
	{
		name: "progress",
		async show(stage) {
			await to(stage, "Mara Lindqvist");
			await give(stage, ...Array(250).fill("harbour-at-dusk.jpg"));
			return until("the progress", async () => {
				for (const frame of stage.page.frames()) if (await frame.$("progress").catch(() => null)) return frame;
				return undefined;
			});
		},
		async end({ page }) {
			const frame = page.frames().find((one) => one !== page.mainFrame());
			if (frame) await press(frame, "cancel");
		},
	},
	{
		name: "quiet-line",
		async show(stage) {
			await to(stage, "Mara Lindqvist");
			await stage.settings({ rule: "strip", caution: "calm" });
			await give(stage, "harbour-at-dusk.jpg", "from-my-window.jpg");
			return (await lineShown(stage.page)).frame;
		},
		end: (stage) => stage.settings({}),
	},
	{
		name: "odd-recipient",
		async show(stage) {
			await stage.settings({ rule: "strip", caution: "calm" });
			await to(stage, "Mara Lindqvist");
			for (let times = 0; times < 6; times++) {
				const before = await stage.page.evaluate("document.querySelectorAll('#arrived > li').length");
				await give(stage, "harbour-at-dusk.jpg");
				await stage.page.waitForFunction(`document.querySelectorAll('#arrived > li').length > ${before}`);
			}
			await stage.settings({ caution: "careful" });
			await to(stage, "Street Party 2026");
			await give(stage, "mara-and-me.jpg");
			return guardOpen(stage.page);
		},
		async end(stage) {
			await cancel(stage);
			await stage.settings({});
		},
	},
];

/** Fonts and thumbnails are there. */
const settleMs = 900;

/** @param only - names of states and looks; all where none is named. */
export async function takeScreens(folder: string, only: readonly string[]): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const wanted = <T extends { name: string }>(all: readonly T[]) => {
		const named = all.filter(({ name }) => only.includes(name));
		return named.length > 0 ? named : all;
	};
	for (const browser of ["chromium", "firefox"] as const) {
		const states = wanted(dialogStates);
		const taken = wanted(looks).filter((look) => look.browsers.includes(browser));
		if (taken.length > 0) await takeIn(browser, folder, states, taken);
	}
}

async function takeIn(
	name: BrowserName,
	folder: string,
	states: readonly ScreenState[],
	taken: readonly Look[],
): Promise<void> {
	const files = mkdtempSync(join(tmpdir(), "last-look-screens-"));
	const bench = await launch({ name, extension: extensionFor(name), screen: "none" });
	try {
		const photos = await makePhotos(await bench.browser.newPage(), files);
		const demo = await startDemo(files, photos);
		const settings = await settingsOf(bench);
		const page = await bench.open(demo.origin);
		writeFileSync(join(files, "plans.xyz"), "a kind of file that nobody knows");
		await makeSamples(files);
		for (const state of states) {
			for (const look of taken) {
				const undo = [await setLook(page, look)];
				await page.goto(demo.origin);
				const stage: Stage = { page, folder: files, settings };
				const frame = await state.show(stage);
				undo.push(await showLook(page, frame, look));
				if (state.name !== "progress") await sleep(settleMs);
				await frame.waitForFunction(() => !document.querySelector(".map-space"));
				await page.screenshot({ path: join(folder, `${state.name}-${look.name}.png`) });
				console.log(`${state.name}-${look.name}.png`);
				await state.end(stage);
				for (const one of undo) await one();
				await guardClosed(page);
			}
		}
		await demo.close();
	} finally {
		await bench.close();
		rmSync(files, { recursive: true });
	}
}

/** Puts these settings in the place of all that were there. */
async function settingsOf(bench: Bench): Promise<Stage["settings"]> {
	const welcome = await pageWith(bench.browser, "body.welcome");
	return async (settings) => {
		await welcome.evaluate(`(globalThis.browser ?? chrome).storage.local.set(${JSON.stringify({ settings })})`);
	};
}
