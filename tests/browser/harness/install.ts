// The extension installed to stay, as from a store: what a test installs otherwise is gone from Firefox when it is closed.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Zippable, zipSync } from "fflate";
import manifest from "../../../manifest.json" with { type: "json" };
import type { BrowserName } from "./find-browser";
import { type Bench, type LaunchRequest, launch, pageWith } from "./launch";

/** Starts a browser whose profile stays; the second time the extension is there by itself. */
export async function launchInstalled(name: BrowserName, extension: string, profile: string): Promise<Bench> {
	const request: LaunchRequest = { name, profile };
	const isNew = readdirSync(profile).length === 0;
	if (!isNew) return launch(request);
	if (name === "chromium") {
		// As the README says to: without it an unpacked extension is gone at the next start.
		mkdirSync(join(profile, "Default"));
		writeFileSync(
			join(profile, "Default/Preferences"),
			JSON.stringify({ extensions: { ui: { developer_mode: true } } }),
		);
		return launch({ ...request, extension });
	}
	mkdirSync(join(profile, "extensions"));
	writeFileSync(
		join(profile, "extensions", `${manifest.browser_specific_settings.gecko.id}.xpi`),
		zipSync(filesIn(extension)),
	);
	const bench = await launch(request);
	await pageWith(bench.browser, "body.welcome");
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
