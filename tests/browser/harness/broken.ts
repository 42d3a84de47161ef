// The test build with something in it that does not work, as after a bad update or in a browser that is out of memory.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extensionFor } from "./extension";
import type { BrowserName } from "./find-browser";

export type BrokenExtension = { folder: string; remove(): void };

/** @param part - the script of the guard's frame, or of its Worker, or what a page gets once a file comes; `script` takes its place. */
export function extensionWithBroken(
	name: BrowserName,
	part: "guard" | "worker" | "second part",
	script: string,
): BrokenExtension {
	const folder = mkdtempSync(join(tmpdir(), `last-look-broken-${name}-`));
	cpSync(extensionFor(name), folder, { recursive: true });
	const remove = () => rmSync(folder, { recursive: true });
	if (part === "second part") {
		writeFileSync(join(folder, "src/content/second-part.js"), script);
		return { folder, remove };
	}
	const isPart = new RegExp(`^${part}-.*\\.js$`);
	const files = readdirSync(join(folder, "assets")).filter((file) => isPart.test(file));
	const guard = readFileSync(join(folder, "src/guard/guard.html"), "utf8");
	const [file] = part === "guard" ? files.filter((each) => guard.includes(each)) : files;
	if (file === undefined) throw new Error(`the build has no ${part}`);
	writeFileSync(join(folder, "assets", file), script);
	return { folder, remove };
}
