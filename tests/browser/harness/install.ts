// The extension installed to stay, as from a store: what a test installs otherwise is gone from Firefox when it is closed.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Zippable, zipSync } from "fflate";
import manifest from "../../../manifest.json" with { type: "json" };
import type { BrowserName } from "./find-browser";
import { type Bench, launch, pageWith } from "./launch";

/** Starts a browser whose profile stays; the second time the extension is there from the start, with all that it has kept. */
export async function launchInstalled(name: BrowserName, extension: string, profile: string): Promise<Bench> {
	const isNew = readdirSync(profile).length === 0;
	if (isNew && name === "firefox") {
		mkdirSync(join(profile, "extensions"));
		const file = join(profile, "extensions", `${manifest.browser_specific_settings.gecko.id}.xpi`);
		writeFileSync(file, zipSync(filesIn(extension)));
	}
	// Chromium takes no package that is in no store.
	const bench = await launch({ name, profile, ...(name === "chromium" && { extension }) });
	if (isNew) await pageWith(bench.browser, "body.welcome");
	return bench;
}

function filesIn(folder: string): Zippable {
	const entries = readdirSync(folder, { withFileTypes: true });
	return Object.fromEntries(
		entries.map((entry) => {
			const path = join(folder, entry.name);
			return [entry.name, entry.isDirectory() ? filesIn(path) : readFileSync(path)];
		}),
	);
}
