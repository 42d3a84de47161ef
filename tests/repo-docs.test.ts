// The documents: what they link to is there, the files they name are there, the commands they name can be run.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { adapters } from "../src/messengers";

const root = join(import.meta.dirname, "..");
const documents = [root, join(root, "docs")].flatMap((folder) =>
	readdirSync(folder)
		.filter((name) => name.endsWith(".md"))
		.map((name) => join(folder, name)),
);
const names = documents.map((path) => path.slice(root.length + 1));

test("the documents that people look for are there", () => {
	expect(names).toEqual(
		expect.arrayContaining(["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"]),
	);
});

test.each(names)("%s: links lead to files", (name) => {
	const links = found(name, /\]\(([^)\s]+)\)/g).filter((link) => !/^https:|^#/.test(link));
	const dead = links.filter((link) => !existsSync(join(root, dirname(name), link.replace(/#.*/, ""))));
	expect(dead).toEqual([]);
});

test.each(names)("%s: files and folders it names are there", (name) => {
	const paths = found(name, /`((?:src|tests|bench|scripts|docs|public|demo)\/[\w./-]+)`/g);
	// A name in capitals stands for one that is still to be written: `src/formats/FORMAT.ts`.
	const missing = paths.filter((path) => !/\/[A-Z]+\.ts$/.test(path) && !existsSync(join(root, path)));
	expect(missing).toEqual([]);
});

test.each(names)("%s: npm knows the commands it names", (name) => {
	const { scripts }: { scripts: Record<string, string> } = JSON.parse(read("package.json"));
	const commands = found(name, /\bnpm (start|test|run [\w:-]+)/g).map((command) => command.replace("run ", ""));
	expect(commands.filter((command) => !(command in scripts))).toEqual([]);
});

test("README.md names every messenger that is read", () => {
	const readme = read("README.md");
	expect(adapters.map(({ name }) => name).filter((name) => !readme.includes(name))).toEqual([]);
});

function found(name: string, pattern: RegExp): string[] {
	return [...read(name).matchAll(pattern)].flatMap(([, match]) => match ?? []);
}

function read(name: string): string {
	return readFileSync(join(root, name), "utf8");
}
