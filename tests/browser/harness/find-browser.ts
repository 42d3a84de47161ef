// Which browsers are on this machine: the ones the tests and `npm start` can drive.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "./processes";

export type BrowserName = "chromium" | "firefox";

const COMMANDS = {
	chromium: [
		"chromium",
		"chromium-browser",
		"google-chrome",
		"google-chrome-stable",
		"chrome",
		"microsoft-edge",
		"microsoft-edge-stable",
		"msedge",
	],
	firefox: ["firefox-esr", "firefox"],
} as const satisfies Record<BrowserName, readonly string[]>;

const MAC = {
	chromium: [
		"Google Chrome.app/Contents/MacOS/Google Chrome",
		"Chromium.app/Contents/MacOS/Chromium",
		"Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
	],
	firefox: ["Firefox.app/Contents/MacOS/firefox", "Firefox Developer Edition.app/Contents/MacOS/firefox"],
} as const satisfies Record<BrowserName, readonly string[]>;

const WINDOWS = {
	chromium: ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"],
	firefox: ["Mozilla Firefox/firefox.exe"],
} as const satisfies Record<BrowserName, readonly string[]>;

/** The path of the first browser of this family; `LAST_LOOK_CHROMIUM` and `LAST_LOOK_FIREFOX` come before all. */
export function findBrowser(name: BrowserName): string | undefined {
	const wanted = process.env[`LAST_LOOK_${name.toUpperCase()}`];
	if (wanted !== undefined) return wanted;
	return findProgram(...COMMANDS[name]) ?? places(name).find((path) => existsSync(path));
}

function places(name: BrowserName): string[] {
	switch (process.platform) {
		case "darwin":
			return ["/Applications", join(process.env["HOME"] ?? "", "Applications")].flatMap((folder) =>
				MAC[name].map((path) => join(folder, path)),
			);
		case "win32":
			return ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((variable) => {
				const folder = process.env[variable];
				return folder === undefined ? [] : WINDOWS[name].map((path) => join(folder, path));
			});
		default:
			return [];
	}
}
