// `npm start [-- --browser firefox] [-- --headless]`: the extension in a browser, on a demo messenger, ready to try.
import path from "node:path";
import { howToInstall, installPackages, installPrograms, root, run } from "./setup.js";

const builds = { chromium: "test-chrome", firefox: "test-firefox" };
const asked = option("--browser");
if (asked !== undefined && !(asked in builds)) {
	console.error(`--browser is chromium or firefox, not ${asked}`);
	process.exit(2);
}

installPackages();
const { runnerImport } = await import("vite");
const { module: demo } = await runnerImport(path.join(root, "demo/start.ts"), { root, logLevel: "error" });

let browser = demo.chooseBrowser(asked);
if (browser === undefined) {
	const wanted = asked === "firefox" ? "firefox-esr" : "chromium";
	installPrograms([wanted]);
	browser = demo.chooseBrowser(asked);
	if (browser === undefined) {
		console.error("No browser was found. Install Chrome, Chromium, Edge or Firefox, and run `npm start` again.");
		if (process.platform === "linux") console.error(`On Debian or Ubuntu: sudo ${howToInstall([wanted])}`);
		process.exit(1);
	}
}

const status = run(process.execPath, ["scripts/build.js", builds[browser]]);
if (status !== 0) process.exit(status);
await demo.start(browser, hasScreen());

function hasScreen() {
	if (process.argv.includes("--headless")) return false;
	const { DISPLAY, WAYLAND_DISPLAY } = process.env;
	return process.platform !== "linux" || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

function option(name) {
	const place = process.argv.indexOf(name);
	return place < 0 ? undefined : process.argv[place + 1];
}
