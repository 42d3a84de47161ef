// `npm test`: everything that must hold, in one command. Under CI=true nothing may be skipped.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { howToInstall, installPackages, installPrograms, root, run, testPrograms } from "./setup.js";

const reports = path.join(root, "artifacts/reports");
const isCi = process.env.CI === "true";
const windows = process.platform === "win32";

const npx =
	(...args) =>
	() =>
		run("npx", ["--no-install", ...args], { shell: windows });
const node =
	(...args) =>
	() =>
		run(process.execPath, args);
const vitest = (name, ...args) =>
	npx("vitest", "run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${reportOf(name)}`);

const steps = [
	{ name: "types", go: npx("tsc", "-p", ".") },
	{ name: "lint", go: npx("biome", "check", ".", "--diagnostic-level=error") },
	{ name: "dead code", go: npx("knip") },
	{ name: "builds", go: node("scripts/build.js") },
	{ name: "test builds", go: node("scripts/build.js", "--test") },
	{ name: "extension lint", go: node("scripts/lint-extension.js") },
	// What is not committed yet is in no archive: elsewhere it would only say so.
	...(isCi ? [{ name: "archives that repeat to the byte", go: node("scripts/package.js") }] : []),
	{ name: "size limits", go: npx("size-limit") },
	{ name: "unit tests", tests: "unit", go: vitest("unit") },
	{
		name: "browser tests",
		tests: "browser",
		go: vitest("browser", "--config", "tests/browser/vitest.config.ts"),
		again: (files) =>
			vitest("browser-again", "--config", "tests/browser/vitest.config.ts", "--no-file-parallelism", ...files)(),
	},
];

// A browser on a crowded machine is late now and then. So a few files of browser tests may run once more, alone, and
// the run names them. These only where something did not come in time: what a page gets one time in two, it gets.
const mostFilesAgain = 5;
const onlyLateAgain = ["attacks", "tampering", "no-network", "frames", "ways-in"];
const late = /^(Error: waited in vain for |TimeoutError: |Error: (Test|Hook) timed out in )/;

installPackages();
const missing = installPrograms(testPrograms);
if (missing.length > 0) console.log(`not here: ${missing.join(", ")} (${howToInstall(missing)})`);

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const total = { passed: 0, failed: 0 };
const skipped = [];
const failures = [];
const passedLater = [];
for (const step of steps) {
	console.log(`\n── ${step.name}`);
	const started = Date.now();
	const passed = step.go() === 0;
	console.log(`── ${step.name}: ${passed ? "passed" : "FAILED"} in ${Math.round((Date.now() - started) / 1000)} s`);
	count(step, passed);
}

for (const name of passedLater) console.log(`passed only when it ran once more, alone: ${name}`);
for (const name of failures) console.log(`failed: ${name}`);
for (const name of skipped) console.log(`skipped: ${name}`);
if (skipped.length > 0) console.log(`${skipped.length} skipped${isCi ? ", which counts as failed here" : ""}`);
if (isCi) total.failed += skipped.length;
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

/** A step is one check, or as many as it ran tests. */
function count(step, passed) {
	const tests = step.tests === undefined ? undefined : onceMore(step, readReport(step.tests));
	if (tests === undefined) {
		total[passed ? "passed" : "failed"] += 1;
		if (!passed) failures.push(step.name);
		return;
	}
	for (const { name: file, status, message, assertionResults } of tests) {
		const named = assertionResults.map((test) => ({
			...test,
			name: `${path.relative(root, file)} › ${test.fullName}`,
		}));
		const failed = named.filter((test) => test.status === "failed").map(({ name }) => name);
		const left = named.filter((test) => test.status !== "passed" && test.status !== "failed").map(({ name }) => name);
		total.passed += named.length - failed.length - left.length;
		skipped.push(...left);
		// A file that could not be loaded or prepared may have no failed test of its own.
		if (status === "failed" && failed.length === 0) failed.push(`${path.relative(root, file)}: ${message}`);
		total.failed += failed.length;
		failures.push(...failed);
	}
	if (passed || total.failed > 0 || passedLater.length > 0) return;
	total.failed += 1;
	failures.push(step.name);
}

/** The results by file, those of the few files that failed replaced by what they gave alone. */
function onceMore(step, results) {
	const failed = results?.filter(({ status }) => status === "failed") ?? [];
	const files = [...new Set(failed.map(({ name }) => name))];
	if (!step.again || files.length === 0 || files.length > mostFilesAgain || !failed.every(mayRunAgain)) return results;
	console.log(`\n── ${step.name}, once more and alone: ${files.map((file) => path.basename(file)).join(", ")}`);
	const again = step.again(files) === 0 ? readReport("browser-again") : undefined;
	if (!again) return results;
	passedLater.push(...files.map((file) => path.relative(root, file)));
	return [...results.filter(({ name }) => !files.includes(name)), ...again];
}

function mayRunAgain({ name, assertionResults }) {
	if (!onlyLateAgain.includes(path.basename(name, ".test.ts"))) return true;
	const messages = assertionResults.flatMap(({ failureMessages = [] }) => failureMessages);
	return messages.length > 0 && messages.every((message) => late.test(message));
}

function readReport(name) {
	try {
		return JSON.parse(readFileSync(reportOf(name), "utf8")).testResults;
	} catch {
		return undefined;
	}
}

function reportOf(name) {
	return path.join(reports, `${name}.json`);
}
