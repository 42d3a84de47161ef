// Where the test builds are: the extension as it is shipped, with 127.0.0.1 and localhost among its sites.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrowserName } from "./find-browser";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const BUILDS = { chromium: "chrome", firefox: "firefox" } as const satisfies Record<BrowserName, string>;

/** @throws when it has not been built. */
export function extensionFor(name: BrowserName): string {
	const folder = `${ROOT}dist/test-${BUILDS[name]}`;
	if (!existsSync(`${folder}/manifest.json`)) throw new Error("no test build: run `npm run build:test`");
	return folder;
}
