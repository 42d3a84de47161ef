// The pictures in docs/screens: each state of what a person sees, in each of its looks, over the demo messenger.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Frame, Page } from "puppeteer-core";
import { extensionFor } from "../tests/browser/harness/extension";
import { guardClosed } from "../tests/browser/harness/guard-frame";
import { type Bench, launch, pageWith } from "../tests/browser/harness/launch";
import { allThere } from "./all-there";
import { dialogStates } from "./dialog-states";
import { pageStates } from "./page-states";
import { makePhotos } from "./photos";
import { makeSamples } from "./samples";
import { type Look, looks, setLook, showLook } from "./screen-looks";
import { startDemo } from "./server";

/** What a state needs to come about. */
export type Stage = {
	bench: Bench;
	/** The demo messenger. */
	page: Page;
	welcome: Page;
	folder: string;
	/** Puts these settings in the place of all that were there. */
	settings(change: object): Promise<void>;
};

/** What is taken: of a page of our own the whole, however long it is. */
export type Shown = { page: Page; place: Frame | Page; isWhole?: boolean };

export type ScreenState = {
	name: string;
	/** Over before fonts and thumbnails are there. */
	isFleeting?: boolean;
	show(stage: Stage): Promise<Shown>;
	end(stage: Stage, shown: Shown): Promise<unknown>;
};

/** Fonts and thumbnails are there. */
const settleMs = 900;
/** Small print can be read, and the folder stays small. */
const quality = { part: 80, whole: 60 };

/** @param only - names of states and looks; all where none is named. */
export async function takeScreens(folder: string, only: readonly string[]): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const wanted = <T extends { name: string }>(all: readonly T[]) => {
		const named = all.filter(({ name }) => only.includes(name));
		return named.length > 0 ? named : all;
	};
	const states = wanted([...dialogStates, ...pageStates]);
	const launched = ({ browser, language }: Look) => `${browser} ${language}`;
	for (const kind of new Set(looks.map(launched)))
		await takeIn(
			folder,
			states,
			wanted(looks).filter((look) => launched(look) === kind),
		);
}

/** @param taken - all in one browser and language. */
async function takeIn(folder: string, states: readonly ScreenState[], taken: readonly Look[]): Promise<void> {
	const [first] = taken;
	if (!first) return;
	const { browser: name, language } = first;
	const files = mkdtempSync(join(tmpdir(), "last-look-screens-"));
	const bench = await launch({ name, extension: extensionFor(name), screen: "none", language });
	try {
		const photos = await makePhotos(await bench.browser.newPage(), files);
		copyFileSync(join(files, "from-my-window.jpg"), join(files, "IMG_20260902_071540.jpg"));
		await makeSamples(files);
		const demo = await startDemo(files, photos);
		const page = await bench.open(demo.origin);
		const welcome = await pageWith(bench.browser, "body.welcome");
		const settings = async (change: object) => {
			const stored = JSON.stringify({ settings: change });
			await welcome.evaluate(`(globalThis.browser ?? chrome).storage.local.set(${stored})`);
		};
		const stage: Stage = { bench, page, welcome, folder: files, settings };
		for (const state of states) {
			for (const look of taken) {
				const undo = [await setLook(page, look)];
				await page.goto(demo.origin);
				await page.addStyleTag({ content: ".hint { display: none }" }); // a folder of this machine's
				await page.bringToFront();
				const shown = await state.show(stage);
				undo.push(await showLook(shown, look));
				if (!state.isFleeting) await sleep(settleMs);
				await allThere(shown.place);
				const file = `${state.name}-${look.name}.webp`;
				const fullPage = shown.isWhole === true;
				const path = join(folder, file);
				await shown.page.screenshot({ path, quality: fullPage ? quality.whole : quality.part, fullPage });
				console.log(file);
				await state.end(stage, shown);
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
