// What is tested is what is shipped: the test build is the same extension with two hosts more, and nothing else.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, inject, test } from "vitest";
import { thirdPartyNotices } from "../../scripts/notices";
import { extensionFor } from "./harness/extension";

type Manifest = {
	content_scripts: { matches: string[]; js: string[] }[];
	host_permissions: string[];
	web_accessible_resources: { matches: string[]; resources: string[] }[];
};

const TEST_HOSTS = ["http://127.0.0.1/*", "http://localhost/*"];
/** A page of any other site gets these; a messenger's own site gets its own instead of the second. */
const ANY_SITE = ["src/page/index.js", "src/content/sites/any.js"];
const tested = extensionFor(inject("browser"));
const shipped = tested.replace("test-", "");

test("the same files with the same bytes, but for the manifest", () => {
	expect(files(tested)).toEqual(files(shipped));
});

test("the manifest has two hosts more wherever the scripts for any site are listed", () => {
	const expected = manifest(shipped);
	expected.host_permissions.push(...TEST_HOSTS);
	const scripts = expected.content_scripts.filter(({ js }) => ANY_SITE.includes(js[0] ?? ""));
	expect(scripts).toHaveLength(ANY_SITE.length);
	const [resources] = expected.web_accessible_resources;
	for (const entry of resources ? [...scripts, resources] : scripts) entry.matches.push(...TEST_HOSTS);
	expect(sorted(manifest(tested))).toEqual(sorted(expected));
});

test("our licence and everybody's whose work is in it go along", () => {
	expect(readFileSync(join(shipped, "LICENSE.txt"), "utf8")).toBe(readFileSync("LICENSE", "utf8"));
	expect(readFileSync(join(shipped, "NOTICES.txt"), "utf8")).toBe(thirdPartyNotices("."));
});

const always = manifest(shipped).content_scripts.flatMap(({ js }) => js);
const second = "src/content/second-part.js";

test.each([...always, second])("what runs in pages, %s, is one function that the page cannot see into", (name) => {
	const script = readFileSync(join(shipped, name), "utf8");
	expect(script).toMatch(/^\(function\(\)\{|^\(\(\)=>\{/);
	expect(script).not.toMatch(/\bimport\(/);
});

test("no page can load the second script", () => {
	const open = manifest(shipped).web_accessible_resources.flatMap(({ resources }) => resources);
	expect(open.filter((name) => !name.endsWith(".html"))).toEqual([]);
	expect(Object.keys(files(shipped)).filter((name) => name.includes("second-part"))).toEqual([second]);
});

test.each([
	["worker", []],
	["pictures", []],
	["drawings", ["pictures"]],
	["sound-and-films", ["pictures"]],
	["matroska", ["pictures", "sound-and-films"]],
])("%s, of what reads files, is loaded without any other kind than %j", (kind, others) => {
	const kinds = Array.from(loadedWith(assetOf(kind)), kindOf);
	expect(kinds.filter((name) => readers.includes(name) && name !== kind).sort()).toEqual(others);
});

const readers = ["pictures", "drawings", "sound-and-films", "matroska"];

/** A name without its hash, in which a hyphen may be too. */
function kindOf(asset: string): string {
	return asset.replace(/-[\w-]{8}\.js$/, "");
}

function assetOf(kind: string): string {
	const [name, ...more] = readdirSync(join(shipped, "assets")).filter((file) => kindOf(file) === kind);
	if (name === undefined || more.length > 0) throw new Error(`not one file of ${kind}`);
	return name;
}

/** A script and those that it cannot begin without. */
function loadedWith(script: string): ReadonlySet<string> {
	const names = new Set([script]);
	for (const name of names)
		for (const [, other = ""] of readFileSync(join(shipped, "assets", name), "utf8").matchAll(/from"\.\/([^"]+)"/g))
			names.add(other);
	return names;
}

function files(folder: string): Record<string, string> {
	const names = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.filter((name) => name !== "manifest.json");
	return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), "base64")]));
}

/** In which order hosts are listed means nothing. */
function sorted(manifest: Manifest): Manifest {
	const sort = <T extends { matches: string[] }>(entry: T): T => ({ ...entry, matches: entry.matches.toSorted() });
	return {
		...manifest,
		host_permissions: manifest.host_permissions.toSorted(),
		content_scripts: manifest.content_scripts.map(sort),
		web_accessible_resources: manifest.web_accessible_resources.map(sort),
	};
}

function manifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
}
