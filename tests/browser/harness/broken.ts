// The test build with something in it that does not work, or is slow, as after a bad update or in a browser out of memory.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extensionFor } from "./extension";
import type { BrowserName } from "./find-browser";

export type BrokenExtension = { folder: string; remove(): void };

/**
 * @param part - the script of the guard's frame, or of its Worker, or what a page gets once a file comes.
 * @param script - takes its place.
 */
export function extensionWithBroken(
	name: BrowserName,
	part: "guard" | "worker" | "second part",
	script: string | ((own: string) => string),
): BrokenExtension {
	const folder = mkdtempSync(join(tmpdir(), `last-look-broken-${name}-`));
	cpSync(extensionFor(name), folder, { recursive: true });
	const remove = () => rmSync(folder, { recursive: true });
	const replace = (path: string) => {
		const own = () => readFileSync(join(folder, path), "utf8");
		writeFileSync(join(folder, path), typeof script === "string" ? script : script(own()));
		return { folder, remove };
	};
	if (part === "second part") return replace("src/content/second-part.js");
	const isPart = new RegExp(`^${part}-.*\\.js$`);
	const files = readdirSync(join(folder, "assets")).filter((file) => isPart.test(file));
	const guard = readFileSync(join(folder, "src/guard/guard.html"), "utf8");
	const [file] = part === "guard" ? files.filter((each) => guard.includes(each)) : files;
	if (file === undefined) throw new Error(`the build has no ${part}`);
	return replace(join("assets", file));
}
