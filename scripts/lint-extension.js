// web-ext lint over the Firefox build: everything it says fails, but for what was reviewed here.
import { spawnSync } from "node:child_process";
import path from "node:path";

/** @type {{ code: string, file: RegExp, why: string }[]} */
const reviewed = [
	{
		code: "UNSAFE_VAR_ASSIGNMENT",
		file: /^assets\/(?:jsxRuntime|use-promise)-[\w-]+\.js$/,
		why: "Preact's own support of dangerouslySetInnerHTML, which nothing here uses",
	},
	{
		code: "UNSUPPORTED_API",
		file: /^src\/(?:content\/(?:sites\/[\w-]+|second-part)|on-demand\/[\w-]+)\.js$/,
		why: "dom.openOrClosedShadowRoot is asked for only where it is there; Firefox has it as a property of elements",
	},
];

const root = path.resolve(import.meta.dirname, "..");
const args = ["web-ext", "lint", "--source-dir", path.join(root, "dist/firefox"), "--output", "json"];
const { stdout, stderr } = spawnSync("npx", ["--no-install", ...args], {
	cwd: root,
	encoding: "utf8",
	shell: process.platform === "win32",
});
if (!stdout.trim().startsWith("{")) {
	console.error(stdout, stderr);
	process.exit(1);
}

const report = JSON.parse(stdout);
const said = [...report.errors, ...report.warnings, ...report.notices];
const isReviewed = ({ code, file }) => reviewed.some((entry) => entry.code === code && entry.file.test(file ?? ""));
const news = said.filter((message) => !isReviewed(message));
for (const { _type, code, file, line, message } of news) console.error(`${_type} ${code} ${file}:${line} ${message}`);

const unused = reviewed.filter((entry) => !said.some(({ code, file }) => entry.code === code && entry.file.test(file)));
for (const { code, file } of unused) console.error(`reviewed, but no longer said: ${code} ${file}`);
process.exit(news.length + unused.length > 0 ? 1 : 0);
