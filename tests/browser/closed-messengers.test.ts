// Messengers that cannot run here: the whole product at their own addresses, over their reconstructions. Of several mails or
// chats that are open, the one that took the file is named, and what is known of the messenger is said.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { gpsPhoto } from "../fixtures/photo";
import { headerOf } from "../messengers/reconstruction";
import { extensionFor } from "./harness/extension";
import { canGive, pasteFiles, pick } from "./harness/give";
import { answer, guardOpen, isGuardOpen, press, shown } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";

const browser = inject("browser");
const folder = mkdtempSync(join(tmpdir(), "last-look-closed-messengers-"));
const photo = join(folder, "school.jpg");
const tookFile = "[data-took-file]";
let bench: Bench;
let page: Page;
let html = "";

beforeAll(async () => {
	writeFileSync(photo, gpsPhoto());
	bench = await launch({ name: browser, extension: extensionFor(browser) });
	page = await bench.open("about:blank");
	await page.setRequestInterception(true);
	// The messenger's address is answered with the page under test; nothing else of the network is loaded.
	page.on("request", (request) => {
		const ours = !request.url().startsWith("http");
		const answered = ours
			? request.continue()
			: request.isNavigationRequest() && request.frame() === page.mainFrame()
				? request.respond({ contentType: "text/html; charset=utf-8", body: html })
				: request.abort();
		answered.catch(() => undefined);
	});
});
afterEach(({ task }) => keepScreenshot(page, task));
afterAll(async () => {
	await bench?.close();
	rmSync(folder, { recursive: true });
});

test.skipIf(!canGive(browser, "paste")).each(["gmail-two", "outlook-two", "linkedin-bubbles"])(
	"%s: what is pasted into the second one names the second",
	async (name) => {
		await open(name);
		await pasteFiles(bench, page, tookFile, [photo]);
		expect(await answer(page, "cancel")).toMatchObject({ recipient: headerOf(name).expect.title });
	},
);

test.skipIf(!canGive(browser, "paste"))(
	"Gmail: a mail with somebody new in it is asked about when it is to be sent later, by a menu beside both mails",
	async () => {
		await open("gmail-two");
		await page.evaluate(MAIL);
		await pasteFiles(bench, page, tookFile, [photo]);
		await answer(page, "strip");
		await page.waitForSelector("[role=region] .chip");
		// The other mail has nothing to do with it.
		await page.click("[role=dialog] [data-send]");
		expect(await isGuardOpen(page)).toBe(false);
		await page.evaluate("addressee()");
		const sendLater = async () => {
			await page.click("[role=region] [aria-haspopup]");
			await page.click("[selector=scheduledSend]");
		};
		await sendLater();
		expect((await shown(await guardOpen(page))).recipient).toContain("Mallory");
		await answer(page, "cancel");
		expect(await page.evaluate("pressed")).toEqual(["Send of dialog"]);
		await sendLater();
		await press(await guardOpen(page), "original");
		await until("the send later", () => page.evaluate("pressed.includes('later') || undefined"));
	},
);

test("WhatsApp: a picture that is picked as a photo is said to be stripped and end-to-end encrypted", async () => {
	await open("whatsapp-direct");
	await pick(page, () => page.$eval(tookFile, (input) => input instanceof HTMLElement && input.click()), [photo]);
	const frame = await guardOpen(page);
	const facts = await frame.$eval("[data-facts]", (said) => [said.getAttribute("data-facts"), said.textContent]);
	expect(facts).toEqual([
		"photo_stripped unsend_within",
		expect.stringMatching(/^Sent as a photo, WhatsApp removes what it gives away\..* 60 hours.*2026/),
	]);
	expect(await frame.$("[data-security=end-to-end]")).not.toBeNull();
	expect(await answer(page, "cancel")).toMatchObject({ recipient: "Alice Smirnova" });
});

/** What Gmail does with a pasted file and with its menu, as far as it matters here: a chip in the mail, a menu beside all. */
const MAIL = `
	globalThis.pressed = [];
	const mail = document.querySelector("[role=region]");
	document.addEventListener("paste", ({ target, clipboardData }) => {
		for (const { name } of clipboardData.files) {
			const chip = Object.assign(document.createElement("div"), { className: "chip", textContent: name });
			target.closest("[role=region], [role=dialog]").append(chip);
		}
	});
	mail.querySelector(".Up").insertAdjacentHTML("beforeend", '<div role=button class=Uo aria-haspopup=true>More</div>');
	document.body.insertAdjacentHTML("beforeend", '<div role=menu><div role=menuitem selector=scheduledSend>Schedule send</div></div>');
	for (const send of document.querySelectorAll("[data-send]")) {
		send.onclick = () => pressed.push("Send of " + send.closest("[role=region], [role=dialog]").getAttribute("role"));
	}
	document.querySelector("[selector]").onclick = () => pressed.push("later");
	globalThis.addressee = () => mail.querySelector("[role=listbox]").insertAdjacentHTML("beforeend",
		'<div role=option data-name="Mallory" data-hovercard-id="mallory@example.com">Mallory</div>');
	undefined`;

async function open(name: string): Promise<void> {
	html = readFileSync(new URL(`../messengers/reconstructions/${name}.html`, import.meta.url), "utf8");
	await page.goto(headerOf(name).url, { waitUntil: "domcontentloaded" });
}
