// Starts Chromium or Firefox with the extension in it, on a screen of its own where there can be one.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type LaunchOptions, type Page } from "puppeteer-core";
import manifest from "../../../manifest.json" with { type: "json" };
import { type Display, haveDesktop, startDisplay } from "./display";
import { type BrowserName, findBrowser } from "./find-browser";
import { until } from "./processes";

export type Bench = {
	name: BrowserName;
	browser: Browser;
	/** Absent where the browser runs headless. */
	display: Display | undefined;
	/** A new page in front of all others, at this address. */
	open(url: string): Promise<Page>;
	close(): Promise<void>;
};

export type LaunchRequest = {
	name: BrowserName;
	/** The folder of an unpacked extension. */
	extension?: string;
	/** `person`: a window on the person's own screen, which stays until they close it. */
	screen?: "own" | "person" | "none";
	/** A home folder of its own, for what a browser looks up there. */
	home?: string;
	/** A profile that stays when the browser is closed; by itself every browser has a new one. */
	profile?: string;
	/** Whether the person has let the extension run in private windows. */
	inPrivateWindows?: boolean;
	/** Chromium's own language, and the extension's. */
	language?: string;
};

const WINDOW = { width: 1200, height: 900 };
const PROTOCOL_TIMEOUT_MS = 60_000;

/** Keeps a browser from talking to anybody and from asking anything while it is being driven. */
const CHROMIUM_QUIET = [
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-gpu",
	"--disable-quic",
	"--disable-sync",
	"--no-default-browser-check",
	"--no-first-run",
	"--password-store=basic",
] as const;

const FIREFOX_PREFERENCES = {
	"app.normandy.enabled": false,
	"app.update.disabledForTesting": true,
	"browser.aboutwelcome.enabled": false,
	"browser.safebrowsing.malware.enabled": false,
	"browser.safebrowsing.phishing.enabled": false,
	"browser.safebrowsing.update.enabled": false,
	"browser.shell.checkDefaultBrowser": false,
	"browser.startup.homepage_override.mstone": "ignore",
	"datareporting.policy.dataSubmissionEnabled": false,
	"dom.disable_open_during_load": false,
	// What was put into a profile beforehand is there from the start, unsigned as our own builds are.
	"extensions.autoDisableScopes": 0,
	"extensions.getAddons.cache.enabled": false,
	"extensions.openPopupWithoutUserGesture.enabled": true,
	// The question for a permission is no page: no test can answer it.
	"extensions.webextOptionalPermissionPrompts": false,
	"network.captive-portal-service.enabled": false,
	"network.connectivity-service.enabled": false,
	"toolkit.telemetry.enabled": false,
	"xpinstall.signatures.required": false,
} as const;

/** @throws when no such browser is on this machine. */
export async function launch(request: LaunchRequest): Promise<Bench> {
	const {
		name,
		extension,
		screen = "own",
		home,
		profile: kept,
		inPrivateWindows = false,
		language = "en-US",
	} = request;
	const executablePath = findBrowser(name);
	if (executablePath === undefined) throw new Error(`no ${name} on this machine`);
	const display = screen === "own" && haveDesktop() ? await startDisplay() : undefined;
	const profile = kept ?? mkdtempSync(join(tmpdir(), `last-look-${name}-`));
	const headless = display === undefined && screen !== "person";
	const options: LaunchOptions = {
		executablePath,
		headless,
		// A window on a screen has its own size; without one the page is as large as that window would be.
		defaultViewport: headless ? WINDOW : null,
		protocolTimeout: PROTOCOL_TIMEOUT_MS,
		env: { ...process.env, ...(display && { DISPLAY: display.name }), ...(home && { HOME: home }), LANGUAGE: language },
		...(name === "chromium" ? chromium(profile, language) : firefox(profile)),
	};
	const end = async () => {
		await display?.stop();
		if (kept === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	};
	if (name === "firefox" && inPrivateWindows) allowPrivateWindows(profile);
	try {
		const browser = await puppeteer.launch(options);
		if (extension !== undefined) {
			await install(browser, name, extension, inPrivateWindows);
			// It comes to the front by itself, before whatever is open by then.
			await pageWith(browser, "body.welcome");
		}
		return {
			name,
			browser,
			display,
			async open(url) {
				const page = await browser.newPage();
				await page.goto(url);
				await page.bringToFront();
				return page;
			},
			async close() {
				if (browser.connected) await browser.close();
				await end();
			},
		};
	} catch (error) {
		await end();
		throw error;
	}
}

async function install(browser: Browser, name: BrowserName, path: string, enableInIncognito: boolean): Promise<void> {
	if (name === "firefox" || !enableInIncognito) {
		await browser.installExtension(path);
		return;
	}
	const session = await browser.target().createCDPSession();
	// Puppeteer's types lack what is new in the protocol.
	const protocol = session as unknown as { send(method: string, params: object): Promise<unknown> };
	await protocol.send("Extensions.loadUnpacked", { path, enableInIncognito });
	await session.detach();
}

/**
 * What Firefox keeps of an extension that may run there, in the file it still reads once. Its driver can allow it too,
 * but loads the extension anew at once, while its first start is still setting up its storage, which then fails for good.
 */
function allowPrivateWindows(profile: string): void {
	const allowed = { permissions: ["internal:privateBrowsingAllowed"], origins: [] };
	const id = manifest.browser_specific_settings.gecko.id;
	writeFileSync(join(profile, "extension-preferences.json"), JSON.stringify({ [id]: allowed }));
}

/** An open page that has such an element: Firefox tells no address of the extension's own pages. */
export function pageWith(browser: Browser, selector: string, timeoutMs?: number): Promise<Page> {
	const look = async () => {
		const pages = await browser.pages();
		const found = await Promise.all(pages.map((page) => page.$(selector).catch(() => null)));
		return pages.find((_, index) => found[index]);
	};
	return until(`a page with ${selector}`, look, timeoutMs);
}

function chromium(userDataDir: string, language: string): LaunchOptions {
	const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
	return {
		browser: "chrome",
		// A person need not be told that the browser is driven by a program: it is theirs.
		ignoreDefaultArgs: ["--enable-automation"],
		pipe: true,
		enableExtensions: true,
		userDataDir,
		args: [
			...CHROMIUM_QUIET,
			...asRoot,
			`--lang=${language}`,
			"--window-position=0,0",
			`--window-size=${WINDOW.width},${WINDOW.height}`,
		],
	};
}

function firefox(userDataDir: string): LaunchOptions {
	return {
		browser: "firefox",
		userDataDir,
		extraPrefsFirefox: FIREFOX_PREFERENCES,
		// Temporary add-ons may only be installed by somebody with access to the browser itself.
		args: ["--remote-allow-system-access", "--width", String(WINDOW.width), "--height", String(WINDOW.height)],
	};
}
