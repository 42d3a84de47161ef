// Builds the extension and the command line: `node scripts/build.js [--test] [MODE…]`.
// Each mode is a process of its own: @crxjs/vite-plugin keeps state between builds.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const vite = path.join(path.dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");

const asked = process.argv.slice(2);
const named = asked.filter((argument) => !argument.startsWith("--"));
const all = asked.includes("--test") ? ["test-chrome", "test-firefox"] : ["chrome", "firefox", "cli"];

for (const mode of named.length > 0 ? named : all) {
	const args = [vite, "build", "--mode", mode, "--logLevel", "warn"];
	const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
	if (status !== 0) process.exit(status ?? 1);
	console.log(`built dist/${mode}`);
}
