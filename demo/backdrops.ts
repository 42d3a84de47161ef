// What is behind the pictures: a messenger with its conversations, to which a file is given as a person gives one.
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { pick } from "../tests/browser/harness/give";
import type { Bench } from "../tests/browser/harness/launch";
import { haveConverse, startConverse } from "../tests/messengers-set-up/converse";
import { setup as install } from "../tests/messengers-set-up/install";
import { startDemo } from "./server";

export type Backdrop = {
	page: Page;
	/** As it was before anything was given. */
	anew(): Promise<void>;
	open(conversation: string): Promise<void>;
	/** Picks files for the conversation that is open. */
	give(...names: string[]): Promise<void>;
	close(): Promise<void>;
};

export type BackdropName = "demo" | "converse";

/** Converse.js needs a server of its own, which is not on every machine. */
export function hasBackdrop(name: BackdropName): boolean {
	return name === "demo" || haveConverse();
}

/** @param folder - where the files are. */
export function startBackdrop(name: BackdropName, bench: Bench, folder: string, photos: string[]): Promise<Backdrop> {
	return name === "demo" ? overDemo(bench, folder, photos) : overConverse(bench, folder);
}

async function overDemo(bench: Bench, folder: string, photos: string[]): Promise<Backdrop> {
	const demo = await startDemo(folder, photos);
	const page = await bench.open(demo.origin);
	return {
		page,
		async anew() {
			await page.goto(demo.origin);
			await page.addStyleTag({ content: ".hint { display: none }" }); // a folder of this machine's
			await page.bringToFront();
		},
		open: (conversation) => page.locator(`#conversations button ::-p-text(${conversation})`).click(),
		give: (...names) => pick(page, () => page.click("#clip"), inFolder(folder, names)),
		close: () => demo.close(),
	};
}

async function overConverse(bench: Bench, folder: string): Promise<Backdrop> {
	install();
	const messenger = await startConverse();
	const page = await bench.open("about:blank");
	await messenger.signIn(page);
	let button = "";
	return {
		page,
		anew: () => page.bringToFront(),
		async open(conversation) {
			// In a narrow window it shows either its contacts or a chat.
			const before = page.viewport();
			await page.setViewport({ width: 1200, height: 900 });
			button = (await messenger.open(page, conversation)).button;
			await page.setViewport(before);
		},
		give: (...names) => pick(page, () => page.click(button), inFolder(folder, names)),
		async close() {
			await page.close();
			await messenger.stop();
		},
	};
}

function inFolder(folder: string, names: readonly string[]): string[] {
	return names.map((name) => join(folder, name));
}
