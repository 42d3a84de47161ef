// Installs the messengers beside this file when a browser test first needs them; the product never does.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { INSTALLED } from "./installed";

const STAMP = `${INSTALLED}node_modules/.installed`;

/** Vitest runs this once before the browser tests. */
export function setup(): void {
	const wanted = createHash("sha256")
		.update(readFileSync(`${INSTALLED}package-lock.json`))
		.digest("hex");
	if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
	console.log("installing the messengers that the browser tests run");
	// They declare a newer Node than the product needs; the one they run on is among them.
	execFileSync("npm", ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"], {
		cwd: INSTALLED,
		stdio: "inherit",
		shell: process.platform === "win32",
	});
	writeFileSync(STAMP, wanted);
}
