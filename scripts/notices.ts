// The licences of what is shipped within the extension: of every production dependency that is installed, word for word.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Package = {
	name: string;
	version: string;
	license?: string;
	homepage?: string;
	dependencies?: Readonly<Record<string, string>>;
};

/** @throws where one has no licence: then it must not be shipped. */
export function thirdPartyNotices(root: string): string {
	const parts = productionPackages(root).map(({ name, version, license, homepage }) => {
		const title = `${name} ${version} (${license})`;
		return `${title}\n${"-".repeat(title.length)}\n${homepage ?? ""}\n\n${licenceOf(root, name).trim()}\n`;
	});
	const preface =
		"Last Look contains these packages, as their authors publish them under the same names and versions on the npm registry,\nwhere their source can be had.\n";
	return [preface, ...parts].join("\n");
}

/** Those that package.json names, and those that they name. */
export function productionPackages(root: string): Package[] {
	const found = new Map<string, Package>();
	const add = (names: readonly string[]): void => {
		for (const name of names.filter((one) => !found.has(one))) {
			const read = readPackage(join(root, "node_modules", name));
			found.set(name, read);
			add(Object.keys(read.dependencies ?? {}));
		}
	};
	add(Object.keys(readPackage(root).dependencies ?? {}));
	return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function licenceOf(root: string, name: string): string {
	const folder = join(root, "node_modules", name);
	const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
	if (files.length === 0) throw new Error(`${name} has no licence`);
	return files
		.sort()
		.map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n"))
		.join("\n");
}

function readPackage(folder: string): Package {
	return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
