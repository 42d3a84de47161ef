// What the stores ask for: texts of the right length, pictures of the right size, a reason for each permission, every licence.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import manifest from "../manifest.json" with { type: "json" };
import { productionPackages, thirdPartyNotices } from "../scripts/notices";

const root = join(import.meta.dirname, "..");
const languages = readdirSync(join(root, "store"), { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && entry.name !== "screens")
	.map(({ name }) => name);

test("every language of the stores has its words, and they fit", () => {
	expect(languages).toContain("en");
	for (const language of languages) {
		const [name, summary, description] = ["name", "summary", "description"].map((what) =>
			text(`store/${language}/${what}.txt`).trim(),
		);
		const messages = JSON.parse(text(`public/_locales/${language.replace("-", "_")}/messages.json`));
		// The Chrome Web Store takes both from the package.
		expect([name, summary], language).toEqual([messages.name.message, messages.description.message]);
		expect(name?.length, language).toBeLessThanOrEqual(45);
		expect(summary?.length, language).toBeLessThanOrEqual(132);
		expect(description?.length, language).toBeGreaterThan(250);
		expect(description?.length, language).toBeLessThanOrEqual(10_000);
	}
});

test("every permission of the manifest has its reason, and no other has", () => {
	const reasons = [...text("store/permissions.md").matchAll(/^\| `(\w+)`\s+\| (.*?)\s*\|$/gm)];
	const asked = [...manifest.permissions, "host_permissions", "optional_host_permissions"];
	expect(reasons.map(([, permission]) => permission).sort()).toEqual(asked.sort());
	for (const [, permission, reason = ""] of reasons) expect(reason.length, permission).toBeGreaterThan(80);
	for (const permission of manifest.permissions) expect(text("docs/privacy.md")).toContain(`\`${permission}\``);
});

test("nothing is collected, and that is declared", () => {
	expect(manifest.browser_specific_settings.gecko.data_collection_permissions).toEqual({ required: ["none"] });
	expect(manifest.incognito).toBe("spanning");
});

test("the document of the stores names the least versions of the manifest", () => {
	const { gecko, gecko_android } = manifest.browser_specific_settings;
	const versions = [manifest.minimum_chrome_version, gecko.strict_min_version, gecko_android.strict_min_version];
	const document = text("store/README.md");
	for (const version of versions) expect(document).toContain(version.replace(/\.0$/, ""));
});

test("pictures have the sizes that the stores want", () => {
	const screens = readdirSync(join(root, "store/screens"));
	expect(screens.length).toBeGreaterThanOrEqual(3);
	expect(screens.length).toBeLessThanOrEqual(5);
	for (const screen of screens) expect(pngSize(`store/screens/${screen}`), screen).toEqual([1280, 800]);
	for (const [size, icon] of Object.entries(manifest.icons)) {
		expect(pngSize(`public/${icon}`), icon).toEqual([Number(size), Number(size)]);
	}
});

test("the notices hold every package that is shipped, with its licence", () => {
	const { packages }: { packages: Record<string, { dev?: boolean }> } = JSON.parse(text("package-lock.json"));
	const shipped = Object.entries(packages).filter(([path, { dev }]) => path !== "" && !dev);
	const names = shipped.map(([path]) => path.replace(/^.*node_modules\//, ""));
	expect(productionPackages(root).map(({ name }) => name)).toEqual(names.sort());
	const notices = thirdPartyNotices(root);
	for (const { name, version, license } of productionPackages(root)) {
		expect(license).toMatch(/^(MIT|ISC|MPL-2\.0|BSD-[23]-Clause|Apache-2\.0|0BSD)$/);
		expect(notices).toContain(`${name} ${version} (${license})\n`);
	}
});

function text(path: string): string {
	return readFileSync(join(root, path), "utf8");
}

/** https://www.w3.org/TR/png-3/#11IHDR: width and height are the first eight bytes of the first chunk. */
function pngSize(path: string): [number, number] {
	const bytes = readFileSync(join(root, path));
	return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
