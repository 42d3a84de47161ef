// Wrong recipients in a real messenger and a real webmail: what goes wrong is asked about before a byte of it is with the
// server, and twenty ordinary sends in a row are not. Photos are stripped unasked, so every dialog is about the recipient.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { cleanPhoto, gpsPhoto } from "../fixtures/photo";
import { CONVERSE_CONVERSATIONS, haveConverse, startConverse } from "../messengers-set-up/converse";
import type { Messenger } from "../messengers-set-up/messenger";
import { haveRoundcube, sendButton, startRoundcube, type Webmail } from "../messengers-set-up/roundcube";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, isGuardOpen, type Shown } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { openOptions, stripUnasked } from "./harness/options";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";

const browser = inject("browser");
const folder = mkdtempSync(join(tmpdir(), "last-look-wrong-recipient-"));
const photos = { dirty: gpsPhoto(), clean: cleanPhoto() } as const;
type Photo = keyof typeof photos;
type Title = keyof typeof CONVERSE_CONVERSATIONS;
let count = 0;
/** Each takes a few seconds, most of them the page's own. */
const MANY_SENDS_MS = 600_000;

let bench: Bench;
let page: Page;

beforeAll(async () => {
	bench = await launch({ name: browser, extension: extensionFor(browser) });
});
afterEach(({ task }) => keepScreenshot(page, task));
afterAll(async () => {
	await bench?.close();
	rmSync(folder, { recursive: true });
});

describe.skipIf(!haveConverse())("Converse", () => {
	const [juliet, mercutio, team] = ["Juliet Capulet", "Mercutio", "team"] as const;
	let messenger: Messenger;

	beforeAll(async () => {
		messenger = await startConverse();
		page = await bench.open("about:blank");
		await messenger.signIn(page);
	});
	afterAll(() => messenger?.stop());

	test(
		"twenty ordinary files in a row meet no dialog: ten clean ones, ten that are stripped unasked",
		async () => {
			const everyday: readonly Title[] = [
				juliet,
				juliet,
				team,
				mercutio,
				juliet,
				mercutio,
				juliet,
				team,
				juliet,
				juliet,
			];
			for (const title of everyday) await goesUnasked(title, "clean");
			await stripUnasked(bench.browser);
			await page.bringToFront();
			for (const title of everyday) await goesUnasked(title, "dirty");
		},
		MANY_SENDS_MS,
	);

	test("a photo for one Juliet that is about to go to another is asked about, and nothing has gone", async () => {
		const said = await isAskedAbout("Juliet Capello");
		expect(said.recipient).toBe("Juliet Capello");
		expect(said.text).toContain(`You may mean “${juliet}”, who got files from you 12 times.`);
	});

	test("a greeting that fits another is asked about, one that fits is not", async () => {
		const { composer } = await messenger.open(page, mercutio);
		await page.type(composer, "Hi Juliet");
		const said = await isAskedAbout(mercutio);
		expect(said.text).toContain(`The text says “Juliet”, which fits “${juliet}”, not this conversation.`);
		for (const _ of "Juliet") await page.keyboard.press("Backspace");
		await page.type(composer, mercutio);
		await goesUnasked(mercutio, "dirty");
	});

	test("the answers are counted in the options", async () => {
		const options = await openOptions(bench.browser);
		await options.waitForSelector('[data-alarms="2"]');
		const said = await options.$eval("[data-alarms]", ({ textContent }) => textContent);
		expect(said).toContain("In the last four weeks you were warned 2 times. 2 times it was the wrong person.");
		await options.close();
		await page.bringToFront();
	});

	async function give(title: Title, photo: Photo): Promise<void> {
		const { button } = await messenger.open(page, title);
		await pick(page, () => page.click(button), [another(photo)]);
	}

	async function goesUnasked(title: Title, photo: Photo): Promise<void> {
		const before = (await messenger.arrived()).length;
		await give(title, photo);
		const arrived = await until("the photo", async () => (await messenger.arrived())[before]);
		expect({ to: arrived.to, isAsItWas: arrived.bytes.equals(photos[photo]) }).toEqual({
			to: CONVERSE_CONVERSATIONS[title],
			isAsItWas: photo === "clean",
		});
		expect(await isGuardOpen(page)).toBe(false);
	}

	/** Cancelled, it has not gone anywhere: the next one that goes is the next that arrives. */
	async function isAskedAbout(title: Title): Promise<Shown> {
		const before = (await messenger.arrived()).length;
		await give(title, "dirty");
		const said = await answer(page, "cancel");
		await goesUnasked(juliet, "clean");
		const after = await messenger.arrived();
		expect(after.slice(before).map(({ to }) => to)).toEqual(["juliet@localhost"]);
		await messenger.open(page, title);
		return said;
	}
});

describe.skipIf(!haveRoundcube())("Roundcube", () => {
	const [alice, carol, dave] = ["alice@last-look.test", "carol@last-look.test", "dave@last-look.test"] as const;
	const mark = "mark@elsewhere.test";
	let webmail: Webmail;

	beforeAll(async () => {
		await stripUnasked(bench.browser);
		webmail = await startRoundcube();
		page = await bench.open("about:blank");
		page.on("dialog", (dialog) => dialog.accept());
		await webmail.signIn(page);
	});
	afterAll(() => webmail?.stop());

	test(
		"twenty ordinary mails in a row meet no dialog",
		async () => {
			const everyday = [[alice], [alice, carol, dave], [mark], [carol, alice, dave], [alice]];
			for (let round = 0; round < 4; round++) {
				for (const to of everyday) {
					await attach(to);
					await webmail.uploaded(page, 1);
					expect(await isGuardOpen(page)).toBe(false);
					const before = webmail.delivered().length;
					await page.click(sendButton);
					const mail = await until("the mail at the server", async () => webmail.delivered()[before]);
					expect(mail.to.toSorted()).toEqual(to.toSorted());
					// It goes back to the list of mails by itself.
					await page.waitForFunction(() => document.querySelector("#composebody") === null);
				}
			}
		},
		MANY_SENDS_MS,
	);

	test.each([
		["an address in a domain that looks like one's own", ["alice@1ast-look.test"], "looks like “last-look.test”"],
		["one too many", [alice, carol, dave, mark], `“${mark}”: This person has never been written to together with`],
		["one too few", [alice, carol], `Usually among the recipients, but not this time: ${dave}.`],
	])("%s is asked about before the photo is uploaded", async (_, to, words) => {
		await attach(to);
		const said = await answer(page, "cancel");
		expect(said.text).toContain(words);
		await webmail.uploaded(page, 0);
	});

	async function attach(to: readonly string[]): Promise<void> {
		const { button } = await webmail.compose(page, ...to);
		await pick(page, () => page.click(button), [another("dirty")]);
	}
});

/** A file of its own each time: an input that holds the same one already tells nobody of a second. */
function another(photo: Photo): string {
	count++;
	const file = join(folder, `IMG_${2000 + count}.jpg`);
	writeFileSync(file, photos[photo]);
	return file;
}
