// The pictures in docs/screens: each state of what a person sees, in each of its looks, over a messenger.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { extensionFor } from "../tests/browser/harness/extension";
import { guardClosed } from "../tests/browser/harness/guard-frame";
import { launch, pageWith } from "../tests/browser/harness/launch";
import { allThere } from "./all-there";
import { type BackdropName, hasBackdrop, startBackdrop } from "./backdrops";
import { converseStates } from "./converse-states";
import { dialogStates } from "./dialog-states";
import { pageStates } from "./page-states";
import { makePhotos } from "./photos";
import { makeSamples } from "./samples";
import { type Look, looks, setLook, showLook } from "./screen-looks";
import type { ScreenState, Stage } from "./screen-state";

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
	const states = wanted([...dialogStates, ...pageStates, ...converseStates]).filter((state) =>
		hasBackdrop(backdropOf(state)),
	);
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
		const welcome = await pageWith(bench.browser, "body.welcome");
		const settings = async (change: object) => {
			const stored = JSON.stringify({ settings: change });
			await welcome.evaluate(`(globalThis.browser ?? chrome).storage.local.set(${stored})`);
		};
		for (const backdrop of new Set(states.map(backdropOf))) {
			const messenger = await startBackdrop(backdrop, bench, files, photos);
			const stage: Stage = { bench, messenger, welcome, folder: files, settings };
			for (const state of states.filter((one) => backdropOf(one) === backdrop))
				for (const look of taken) if (state.looks?.includes(look.name) ?? true) await take(folder, state, look, stage);
			await messenger.close();
		}
	} finally {
		await bench.close();
		rmSync(files, { recursive: true });
	}
}

async function take(folder: string, state: ScreenState, look: Look, stage: Stage): Promise<void> {
	const { messenger } = stage;
	const undo = [await setLook(messenger.page, look)];
	await messenger.anew();
	const shown = await state.show(stage);
	undo.push(await showLook(shown, look));
	// No picture is taken of a page that nobody sees: the popup's is opened behind the one that it has read by now.
	await shown.page.bringToFront();
	// Over no button.
	await shown.page.mouse.move(1, 1);
	if (!state.isFleeting) await sleep(settleMs);
	await allThere(shown.place);
	const file = `${state.name}-${look.name}.webp`;
	const fullPage = shown.isWhole === true;
	const path = join(folder, file);
	await shown.page.screenshot({ path, quality: fullPage ? quality.whole : quality.part, fullPage });
	console.log(file);
	await state.end(stage, shown);
	for (const one of undo) await one();
	await guardClosed(messenger.page);
}

function backdropOf({ backdrop = "demo" }: ScreenState): BackdropName {
	return backdrop;
}
