// The repository agrees with itself: lists, files and manifest name the same messengers and the same hosts.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { adapters } from "../src/messengers";
import { facts } from "../src/messengers/facts";
import { installHosts } from "../src/messengers/install-hosts";

const manifest = JSON.parse(readFileSync(new URL("../manifest.json", import.meta.url), "utf8"));

test("the manifest guards exactly the hosts of the messengers", () => {
	expect(manifest.host_permissions).toEqual(installHosts);
	const [page, ...sites] = manifest.content_scripts;
	const [resources, ofAddedSites] = manifest.web_accessible_resources;
	for (const { matches } of [page, resources]) expect(matches).toEqual(installHosts);
	// What any site may load has no fixed address in Chromium: it would tell every site that Last Look is there.
	expect(ofAddedSites).toMatchObject({ matches: manifest.optional_host_permissions, use_dynamic_url: true });
	// Each page gets one script of the isolated world.
	expect(sites.flatMap((site: { matches: string[] }) => site.matches).sort()).toEqual([...installHosts].sort());
});

test("a page's script knows every messenger that the page can be", () => {
	for (const { js, matches } of manifest.content_scripts.slice(1)) {
		const source = readFileSync(new URL(`../${js[0]}`, import.meta.url), "utf8");
		const known = adapters.filter(({ id }) => source.includes(`"../../messengers/${id}"`));
		const served = adapters.filter(({ hosts }) => hosts.some((host) => matches.includes(host)));
		expect(known, js[0]).toEqual(expect.arrayContaining(served));
		if (js[0].endsWith("/any.ts")) {
			const marked = adapters.filter(({ site }) => site.marks.length > 0);
			expect(known.map(({ id }) => id)).toEqual(marked.map(({ id }) => id));
		}
	}
});

test("install-time hosts are exact, https, without a path", () => {
	for (const pattern of installHosts) expect(pattern).toMatch(/^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+\/\*$/u);
	expect(new Set(installHosts).size).toBe(installHosts.length);
});

test("every install-time host has an adapter, and every adapter's hosts are guarded from the install on", () => {
	expect(new Set(adapters.flatMap((adapter) => adapter.hosts))).toEqual(new Set(installHosts));
});

test("every messenger's file is in the list", () => {
	const files = readdirSync(new URL("../src/messengers", import.meta.url)).map((file) => file.replace(/\.ts$/u, ""));
	const parts = [
		"adapter",
		"choose",
		"fact-sentences",
		"facts",
		"generic",
		"hosts",
		"index",
		"install-hosts",
		"reading",
		"taught",
	];
	expect(files.filter((file) => !parts.includes(file)).sort()).toEqual(adapters.map((adapter) => adapter.id).sort());
});

test("every messenger has its facts, and every fact its date and source", () => {
	expect(Object.keys(facts).sort()).toEqual(adapters.map((adapter) => adapter.id).sort());
	for (const fact of Object.values(facts).flatMap((known) => Object.values(known))) {
		expect(fact.source).not.toBe("");
		expect(fact.checked).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
	}
});

test("a floor of the bench is the least code that does it", () => {
	const folder = new URL("../bench/floors/", import.meta.url);
	for (const file of readdirSync(folder)) {
		expect(readFileSync(new URL(file, folder), "utf8").trim().split("\n").length, file).toBeLessThanOrEqual(60);
	}
});
