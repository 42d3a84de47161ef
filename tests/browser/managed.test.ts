// What an organisation has decided: locked in the options, and held by the guard whatever the person had chosen.
// Chromium takes policies from a folder of root's, so that elsewhere its tests are skipped by name.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import manifest from "../../manifest.json" with { type: "json" };
import { gpsPhoto } from "../fixtures/photo";
import { extensionFor } from "./harness/extension";
import { pick } from "./harness/give";
import { answer, guardOpen, isGuardOpen } from "./harness/guard-frame";
import { type Bench, launch, pageWith } from "./harness/launch";
import { openPopup } from "./harness/popup";
import { until } from "./harness/processes";
import { lineShown } from "./harness/quiet-line";
import { type Site, servePages } from "./harness/serve";

const CHAT = `<!doctype html><meta charset=utf-8><title>Anna</title>
<section><h2>Anna Kowalska</h2><form><input type=file id=file multiple><textarea aria-label="Message Anna Kowalska"></textarea></form></section>
<script>
const sizes = [];
file.onchange = () => sizes.push(...[...file.files].map((one) => one.size));
</script>`;

const decided = { rule: "strip", caution: "calm", unguarded: [], mayPause: false, keep: { time: false } };

const browser = inject("browser");
const canBeManaged = browser === "firefox" || process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), "last-look-managed-"));
/** In a folder of its own it has an id of its own, so that no other test is under this policy. */
const extension = join(folder, "extension");
const chromiumPolicy = `/etc/chromium/policies/managed/${chromiumId(extension)}.json`;
const original = gpsPhoto();
let bench: Bench;
let site: Site;
let welcome: Page;

beforeAll(async () => {
	if (!canBeManaged) return;
	writeFileSync(join(folder, "school.jpg"), original);
	writeFileSync(join(folder, "unknown.bin"), "what this is nobody knows");
	cpSync(extensionFor(browser), extension, { recursive: true });
	decide();
	site = await servePages({ "/": CHAT });
	bench = await launch({ name: browser, extension, home: folder });
	welcome = await pageWith(bench.browser, "body.welcome");
	// Chromium reads its policies again some seconds after an extension with a schema was installed.
	await until(
		"the policy",
		async () => Object(await welcome.evaluate(`(globalThis.browser ?? chrome).storage.managed.get("rule")`)).rule,
		60_000,
	);
});
afterAll(async () => {
	await bench?.close();
	await site?.close();
	rmSync(folder, { recursive: true });
	rmSync(chromiumPolicy, { force: true });
});

test.skipIf(!canBeManaged)("the options show it, locked, and leave the rest to the person", async () => {
	await welcome.click("[data-open-options]");
	const options = await pageWith(bench.browser, "body.options");
	const shown = await until("the options", async () => {
		const said = await options.evaluate(() => ({
			warning: document.querySelector("header .warning") !== null,
			rule: document.querySelector<HTMLInputElement>("[name=rule]:checked:disabled")?.value,
			caution: document.querySelector<HTMLInputElement>("[name=caution]:checked:disabled")?.value,
			free: document.querySelectorAll("[data-switch=slack]:enabled, [data-select=location]:enabled").length,
			whenGuardFails: document.querySelectorAll("[name=whenGuardFails]:enabled").length,
		}));
		return said.rule ? said : undefined;
	});
	expect(shown).toEqual({ warning: true, rule: "strip", caution: "calm", free: 0, whenGuardFails: 2 });
	await options.close();
});

test.skipIf(!canBeManaged)("files are guarded by it, whatever the person had chosen", async () => {
	await welcome.evaluate(
		`(globalThis.browser ?? chrome).storage.local.set({ settings: { rule: "original", unguarded: ["generic"] } })`,
	);
	const chat = await bench.open(site.origin);
	await pick(chat, () => chat.click("#file"), [join(folder, "school.jpg")]);
	const size = await until("the photo", async () => Number(await chat.evaluate("sizes[0]")) || undefined);
	expect(size).toBeLessThan(original.length);
	expect(await isGuardOpen(chat)).toBe(false);
	// A rule of one's own for the conversation would be none.
	expect((await lineShown(chat)).told.actions).toEqual(["close", "why", "original-too"]);
});

test.skipIf(!canBeManaged)("the dialog and the popup show it locked too", async () => {
	const chat = await bench.open(site.origin);
	await pick(
		chat,
		() => chat.click("#file"),
		["school.jpg", "unknown.bin"].map((name) => join(folder, name)),
	);
	const frame = await guardOpen(chat);
	expect(
		await frame.$$eval("[data-always], [data-keep=time]", (ticks) =>
			ticks.map((tick) => tick.matches(":disabled:not(:checked)")),
		),
	).toEqual([true, true]);
	expect(await frame.$("[data-keep=place]:enabled")).not.toBeNull();
	await answer(chat, "cancel");
	const popup = await openPopup(bench, chat);
	await popup.waitForSelector("[data-guarded]:checked:disabled");
	await popup.waitForSelector(".decided");
	expect(await popup.$("[data-pause]")).toBeNull();
});

function decide(): void {
	if (browser === "chromium") {
		mkdirSync("/etc/chromium/policies/managed", { recursive: true });
		const policy = { "3rdparty": { extensions: { [chromiumId(extension)]: decided } } };
		writeFileSync(chromiumPolicy, JSON.stringify(policy));
		return;
	}
	// https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_manifests#managed_storage_manifests
	const name = manifest.browser_specific_settings.gecko.id;
	const storage = join(folder, ".mozilla/managed-storage");
	mkdirSync(storage, { recursive: true });
	writeFileSync(
		join(storage, `${name}.json`),
		JSON.stringify({ name, description: "", type: "storage", data: decided }),
	);
}

/** The id of an unpacked extension: of its path, in letters from a to p. */
function chromiumId(path: string): string {
	const hash = createHash("sha256").update(path).digest("hex").slice(0, 32);
	return [...hash].map((digit) => String.fromCharCode("a".charCodeAt(0) + Number.parseInt(digit, 16))).join("");
}
