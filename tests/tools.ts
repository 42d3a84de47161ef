// System tools that some tests need: where they are missing those tests are skipped by name, except in CI.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Whether a tool is on the PATH. Under CI a missing one is a failure. */
export function have(tool: string): boolean {
	const found = spawnSync("which", [tool], { stdio: "ignore" }).status === 0;
	if (!found && process.env["CI"] === "true") throw new Error(`${tool} is missing, and CI allows no skips`);
	return found;
}

/** What a tool printed. Throws with its words when it failed. */
export function output(tool: string, ...words: readonly string[]): Buffer {
	const { status, stdout, stderr, error } = spawnSync(tool, words, { maxBuffer: 256 * 1024 * 1024 });
	if (status !== 0) throw new Error(`${tool} ${words.join(" ")}: ${error ?? stderr}`);
	return stdout;
}

export const exiftoolPath = join(
	dirname(createRequire(import.meta.url).resolve("exiftool-vendored.pl")),
	"bin/exiftool",
);

export type Tags = Readonly<Record<string, unknown>>;

/** What ExifTool reads in files, by `Group:Tag`, in the order of the files. It warns of damage by exit code, so that is not looked at. */
export function exiftool(files: readonly string[]): Tags[] {
	const { stdout, stderr } = spawnSync("perl", [exiftoolPath, "-j", "-a", "-G1", "-struct", "-ee3", "-m", ...files], {
		maxBuffer: 256 * 1024 * 1024,
	});
	const parsed: unknown = JSON.parse(`${stdout}` || `{"error":${JSON.stringify(`${stderr}`)}}`);
	if (!Array.isArray(parsed)) throw new Error(`exiftool: ${stderr}`);
	return parsed;
}
