// The whole product in a real webmail: documents and photos go in as attachments, and what the mail server was given is looked at.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { dirtyDocx } from "../fixtures/office";
import { dirtyPdf } from "../fixtures/pdf";
import { gpsPhoto } from "../fixtures/photo";
import {
	attachButton,
	type Delivered,
	haveRoundcube,
	sendButton,
	startRoundcube,
	type Webmail,
} from "../messengers-set-up/roundcube";
import { extensionFor } from "./harness/extension";
import { canGive, drop, pick } from "./harness/give";
import { answer, guardOpen, isGuardOpen, press, shown } from "./harness/guard-frame";
import { type Bench, launch } from "./harness/launch";
import { exifTool, privateTags } from "./harness/photo-facts";
import { findProgram, until } from "./harness/processes";
import { keepScreenshot } from "./harness/screenshot";

const browser = inject("browser");
const here = haveRoundcube();
const folder = mkdtempSync(join(tmpdir(), "last-look-webmail-"));
/** What ExifTool says of a document's make, and of no person, place, device or time. Parts of a DOCX are listed by number. */
const STRUCTURE =
	/^(ZIP|Doc\d+|XML):|^PDF:(PDFVersion|Linearized|PageCount|MediaBox|EmbeddedImage\w*|PageMode|HasXFA)$/;
const alice = "alice@last-look.test";
const mark = "mark@elsewhere.test";
const carol = "carol@last-look.test";
const lookAlike = "a1ice@last-look.test";
const files = { "school.jpg": gpsPhoto(), "contract.docx": dirtyDocx(), "offer.pdf": dirtyPdf() } as const;
for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);

let bench: Bench;
let webmail: Webmail;
let page: Page;

beforeAll(async () => {
	if (!here) return;
	[bench, webmail] = await Promise.all([launch({ name: browser, extension: extensionFor(browser) }), startRoundcube()]);
	page = await bench.open("about:blank");
	page.on("dialog", (dialog) => dialog.accept());
	await webmail.signIn(page);
});
afterEach(({ task }) => keepScreenshot(page, task));
afterAll(async () => {
	await bench?.close();
	await webmail?.stop();
	rmSync(folder, { recursive: true });
});

describe.each(Object.keys(files) as (keyof typeof files)[])("%s", (name) => {
	test.skipIf(!here)("is stripped, for the one whom the envelope names", async () => {
		const { button } = await webmail.compose(page, alice);
		await pick(page, () => page.click(button), [join(folder, name)]);
		const said = await answer(page, "strip");
		expect(said.recipient).toContain(alice);
		expect(said.files).toMatchObject([{ name, status: "found" }]);
		const { to, attachments } = await send(1);
		expect(to).toEqual([alice]);
		expect(attachments.map((attachment) => attachment.name)).toEqual([name]);
		const [{ bytes } = { bytes: Buffer.alloc(0) }] = attachments;
		const left = privateTags(exifTool(bytes)).filter((tag) => !STRUCTURE.test(tag));
		expect(left).toEqual([]);
		expect(bytes.equals(files[name])).toBe(false);
		if (name === "offer.pdf" && findProgram("qpdf")) {
			writeFileSync(join(folder, "arrived.pdf"), bytes);
			execFileSync("qpdf", ["--check", join(folder, "arrived.pdf")]);
		}
	});
});

// It takes no file by paste.
test.skipIf(!here || !canGive(browser, "drop"))(
	"a dropped photo is stripped, or arrives unchanged where that was asked for",
	async () => {
		for (const action of ["strip", "original"] as const) {
			const { dropZone } = await webmail.compose(page, alice);
			await drop(bench, page, dropZone, [join(folder, "school.jpg")]);
			expect((await answer(page, action)).recipient).toContain(alice);
			const { to, attachments } = await send(1);
			expect(to).toEqual([alice]);
			const [{ bytes } = { bytes: Buffer.alloc(0) }] = attachments;
			expect(bytes.equals(files["school.jpg"])).toBe(action === "original");
			if (action === "strip") expect(privateTags(exifTool(bytes))).toEqual([]);
		}
	},
);

test.skipIf(!here).each(["to", "cc", "bcc"] as const)(
	"a recipient added in %s after the file was attached is asked about at Send",
	async (field) => {
		const { button } = await webmail.compose(page, alice);
		await pick(page, () => page.click(button), [join(folder, "school.jpg")]);
		await answer(page, "strip");
		await webmail.uploaded(page, 1);
		await webmail.add(page, field, mark);
		const before = webmail.delivered().length;
		await page.click(sendButton);
		const asked = await shown(await guardOpen(page));
		expect(asked.recipient).toContain(mark);
		await answer(page, "cancel");
		expect(webmail.delivered()).toHaveLength(before);

		await page.click(sendButton);
		await press(await guardOpen(page), "original");
		const sent = await until("the mail", async () => webmail.delivered()[before]);
		expect(sent.to.toSorted()).toEqual([alice, mark]);
	},
);

test.skipIf(!here)("an answer to all names everybody whom the envelope names", async () => {
	const sender = "bob@last-look.test";
	await webmail.replyToAll(page, { from: mark, to: [sender, alice], cc: [carol] });
	expect(await named()).toEqual([alice, carol, mark].toSorted());
	expect((await send(1)).to.toSorted()).toEqual([alice, carol, mark].toSorted());
});

test.skipIf(!here)("two addresses that look alike are told apart", async () => {
	for (const one of [alice, lookAlike]) {
		await webmail.compose(page, one);
		expect(await named()).toEqual([one]);
		expect((await send(1)).to).toEqual([one]);
	}
});

test.skipIf(!here)("of two mails that are open, each names its own recipients, and those get its files", async () => {
	const [first, second] = [page, await bench.open("about:blank")];
	second.on("dialog", (dialog) => dialog.accept());
	await webmail.compose(second, mark);
	await first.bringToFront();
	await webmail.compose(first, alice);
	expect(await named(first, "school.jpg")).toEqual([alice]);
	expect(await named(second, "contract.docx")).toEqual([mark]);
	expect(await named(first, "offer.pdf")).toEqual([alice]);
	// What one of them is told changes nothing in the other.
	await second.bringToFront();
	await webmail.add(second, "cc", carol);
	expect(await named(second, "offer.pdf")).toEqual([carol, mark].toSorted());
	expect(await named(first, "contract.docx")).toEqual([alice]);
	expect(await sent(first, 3)).toEqual({ to: [alice], names: ["school.jpg", "offer.pdf", "contract.docx"] });

	await second.bringToFront();
	await webmail.uploaded(second, 2);
	const before = webmail.delivered().length;
	await second.click(sendButton);
	// Carol was not there when the first of them was attached.
	const asked = await shown(await guardOpen(second));
	expect(asked.recipient.split(", ").toSorted()).toEqual([carol, mark].toSorted());
	expect(asked.files.map(({ name }) => name)).toEqual(["contract.docx"]);
	await press(await guardOpen(second), "original");
	const mail = await until("the mail", async () => webmail.delivered()[before]);
	expect(mail.to.toSorted()).toEqual([carol, mark].toSorted());
	expect(mail.attachments.map(({ name }) => name)).toEqual(["contract.docx", "offer.pdf"]);
	await second.close();
	await first.bringToFront();
});

async function sent(window: Page, attachments: number): Promise<{ to: string[]; names: string[] }> {
	await window.bringToFront();
	const mail = await send(attachments, window);
	expect(await isGuardOpen(window)).toBe(false);
	return { to: mail.to.toSorted(), names: mail.attachments.map(({ name }) => name) };
}

/** Attaches a file to the open mail. @returns whom the dialog names. */
async function named(window = page, name: keyof typeof files = "school.jpg"): Promise<string[]> {
	await window.bringToFront();
	await pick(window, () => window.click(attachButton), [join(folder, name)]);
	const { recipient } = await answer(window, "strip");
	return recipient.split(", ").toSorted();
}

async function send(attachments: number, window = page): Promise<Delivered> {
	await webmail.uploaded(window, attachments);
	const before = webmail.delivered().length;
	await window.click(sendButton);
	const mail = await until("the mail at the server", async () => webmail.delivered()[before]);
	// It goes back to the list of mails by itself.
	await window.waitForFunction(() => document.querySelector("#composebody") === null);
	return mail;
}
