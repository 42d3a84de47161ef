// Strips a corpus through the built command line, has the result judged, and prints a table per format.
// usage: npm run corpus -- --corpus DIR [--judge FILE] [--format jpeg,png] [--keep DIR] [--remove]
//   Files are stripped with the defaults, which keep a document's comments and changes; with --remove these are asked to go.
//   or by LAST_LOOK_CORPUS and LAST_LOOK_JUDGE. DIR holds manifest.json: [{file, format, control?, decodes?, leaks: [{kind, tag, value, minor?}]}].
//   The judge is run as `node FILE --batch PAIRS.json OUT.jsonl`, and says per pair what is left, whether it decodes alike, and opens.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isContent } from "./corpus-content.js";
import { compareFindings } from "./corpus-findings.js";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const commandLine = join(root, "dist/cli/last-look.js");

const { values } = parseArgs({
	options: {
		corpus: { type: "string", default: process.env.LAST_LOOK_CORPUS ?? join(root, "../shared/corpora") },
		judge: { type: "string", default: process.env.LAST_LOOK_JUDGE ?? join(root, "../shared/tools/oracle.mjs") },
		format: { type: "string" },
		keep: { type: "string" },
		remove: { type: "boolean", default: false },
	},
});

/** Formats whose stripping is promised, and what is asked of them together and each. */
const readOnly = new Set(["psd", "raw"]);
const bars = { safe: 0.98, clean: 0.95, perFormat: 0.9, findings: 0.95 };

/** What the default keeps of documents, but the judge counts as left: with --remove it is asked to go. */
const removed = {
	docx: ["--remove", "comments,changes"],
	xlsx: ["--remove", "comments"],
	pptx: ["--remove", "comments"],
};

for (const path of [commandLine, join(values.corpus, "manifest.json"), values.judge]) {
	if (!existsSync(path)) {
		console.error(`${path} is not there (npm run build makes the command line; see the first lines of this script)`);
		process.exit(2);
	}
}

const wanted = values.format?.split(",");
const manifest = JSON.parse(readFileSync(join(values.corpus, "manifest.json"), "utf8")).filter(
	({ format }) => !wanted || wanted.includes(format),
);
const folder = values.keep ?? mkdtempSync(join(tmpdir(), "last-look-corpus-"));
const inspected = runAll("inspect", []);
const stripped = runAll("strip", ["--out", folder]);
const judged = judge();

const rows = manifest.map((entry) => rowOf(entry));
printTable(rows);
const passed = printBars(rows);
if (!values.keep) rmSync(folder, { recursive: true });
process.exit(passed ? 0 : 1);

/** One process per file, so that one that hangs is told from the others. */
function runAll(command, words) {
	const reports = new Map();
	for (const { file, format } of manifest) {
		const path = join(values.corpus, file);
		const started = Date.now();
		const asked = command === "strip" ? [...words, ...((values.remove && removed[format]) || [])] : words;
		const { stdout, signal } = spawnSync("node", [commandLine, command, "--json", ...asked, path], {
			encoding: "utf8",
			timeout: 60_000,
			maxBuffer: 64 * 1024 * 1024,
		});
		const report =
			signal || !stdout
				? { status: "failed", format: "unknown", findings: [], reason: "no answer" }
				: JSON.parse(stdout);
		reports.set(file, { ...report, milliseconds: Date.now() - started });
	}
	return reports;
}

function judge() {
	const pairs = manifest
		.map(({ file }) => ({ id: file, original: join(values.corpus, file), cleaned: stripped.get(file).output }))
		.filter(({ cleaned }) => cleaned);
	const [list, results] = [join(folder, "pairs.json"), join(folder, "judged.jsonl")];
	writeFileSync(list, JSON.stringify(pairs));
	spawnSync("node", [values.judge, "--batch", list, results], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
	const lines = readFileSync(results, "utf8").trim().split("\n").filter(Boolean);
	return new Map(lines.map((line) => JSON.parse(line)).map((result) => [result.id, result]));
}

function rowOf({ file, format, control, decodes, leaks }) {
	const result = judged.get(file);
	const { status, output, reason, milliseconds } = stripped.get(file);
	const alike =
		result !== undefined &&
		result.pixels_equal !== false &&
		result.opens !== false &&
		result.detail?.hdr_kept !== false;
	const found = inspected.get(file);
	const compared = compareFindings(leaks, found.findings);
	const undecodable = !alike && isMedia(format) && !decodesAnything(join(values.corpus, file));
	const judgedLeft = [...(result?.private_left ?? []), ...(result?.raw_leaks ?? [])];
	const excused = judgedLeft.filter((leak) => isContent(leak, output, values.remove));
	const left = judgedLeft.filter((leak) => !excused.includes(leak));
	return {
		file,
		format,
		undecodable,
		counts: decodes !== false && !readOnly.has(format) && !undecodable,
		control: control === true,
		untouched: control
			? output !== undefined && readFileSync(output).equals(readFileSync(join(values.corpus, file)))
			: undefined,
		falseAlarm: control === true && found.findings.length > 0,
		status,
		reason,
		milliseconds,
		safe: result?.clean_high !== undefined && left.every(({ sev }) => sev !== "high") && alike,
		clean: result?.clean !== undefined && left.length === 0,
		alike,
		left,
		excused,
		compared,
	};
}

function isMedia(format) {
	return /^(mp4|mov|m4a|3gp|mkv|webm|avi|mp3|aac|flac|ogg|opus|wav|aiff)$/.test(format);
}

/**
 * Whether ffmpeg gets a picture or a sample out of an original. Of films whose samples were cut away the tables point into
 * other boxes: what is there are packets to it, but they decode to nothing, before and after.
 */
function decodesAnything(path) {
	const words = ["-v", "quiet", "-i", path, "-map", "0:V?", "-map", "0:a?", "-f", "streamhash", "-hash", "md5", "-"];
	const hashes = spawnSync("ffmpeg", words, { encoding: "utf8" }).stdout.match(/[0-9a-f]{32}/g) ?? [];
	return hashes.some((hash) => hash !== "d41d8cd98f00b204e9800998ecf8427e");
}

function printTable(all) {
	const formats = [...new Set(all.map(({ format }) => format))].sort();
	console.log("format    files  safe  clean  told    trouble");
	for (const format of formats) {
		const mine = all.filter((row) => row.format === format && row.counts);
		const kinds = all.filter((row) => row.format === format);
		const trouble = all
			.filter((row) => row.format === format && row.counts && !(row.safe && row.clean))
			.map(({ file }) => file);
		console.log(
			[
				format.padEnd(9),
				String(mine.length).padStart(5),
				percent(mine, ({ safe }) => safe).padStart(6),
				percent(mine, ({ clean }) => clean).padStart(6),
				told(kinds).padStart(6),
				`   ${trouble.join(" ")}`,
			].join(""),
		);
	}
	for (const {
		file,
		status,
		reason,
		safe,
		clean,
		alike,
		left,
		excused,
		counts,
		compared,
		untouched,
		undecodable,
	} of all) {
		if (undecodable) console.log(`  ${file}: decodes to nothing, not counted`);
		if (counts && !(safe && clean)) {
			const words = left
				.slice(0, 4)
				.map((leak) =>
					`${leak.group ?? ""}:${leak.tag ?? leak.string ?? leak.binary} ${leak.value ?? ""}`.slice(0, 80),
				);
			console.log(`  ${file}: ${status} ${reason ?? ""} ${alike ? "" : "NOT ALIKE "}${words.join(" | ")}`);
		}
		const kept = [...new Set(excused.filter(({ sev }) => sev === "high").map((leak) => leak.tag ?? leak.string))];
		if (kept.length > 0) console.log(`  ${file}: counted as content, which stays: ${kept.join(" | ").slice(0, 200)}`);
		if (untouched === false) console.log(`  ${file}: a control, ${status}`);
		const missed = kindsOf(compared.filter(({ misnamed, told }) => !misnamed && !told));
		if (missed.length > 0) console.log(`  ${file}: not told: ${missed.join(", ")}`);
	}
}

function printBars(all) {
	const counted = all.filter(({ counts }) => counts);
	const formats = [...new Set(counted.map(({ format }) => format))];
	const share = (rows, test) => (rows.length === 0 ? 1 : rows.filter(test).length / rows.length);
	const listed = all.flatMap(({ compared }) => compared);
	const kinds = all.flatMap(({ compared }) => kindsOf(compared.filter(({ misnamed }) => !misnamed)));
	const missed = all.flatMap(({ compared }) => kindsOf(compared.filter(({ misnamed, told }) => !misnamed && !told)));
	const checks = [
		["free of high-severity leaks, decoded alike, opening, HDR kept", share(counted, ({ safe }) => safe), bars.safe],
		["nothing left at all", share(counted, ({ clean }) => clean), bars.clean],
		[
			"the weakest format",
			Math.min(
				1,
				...formats.map((format) =>
					share(
						counted.filter((row) => row.format === format),
						({ safe }) => safe,
					),
				),
			),
			bars.perFormat,
		],
		["listed leaks told by kind, as the judge files them", share(listed, ({ told }) => told), bars.findings],
		[
			"kinds of leaks told of each file, without what its name misfiles",
			1 - missed.length / Math.max(kinds.length, 1),
			bars.findings,
		],
		[
			"listed values told as the judge reads them, where they are the file's own",
			share(
				listed.filter(({ comparable }) => comparable),
				({ valueTold }) => valueTold,
			),
			bars.findings,
		],
		[
			"controls untouched",
			share(
				all.filter(({ control }) => control),
				({ untouched }) => untouched,
			),
			1,
		],
		[
			"controls without findings",
			share(
				all.filter(({ control }) => control),
				({ falseAlarm }) => !falseAlarm,
			),
			1,
		],
	];
	for (const [name, value, bar] of checks) {
		console.log(
			`${value >= bar ? "ok  " : "FAIL"} ${(value * 100).toFixed(1).padStart(5)} % of ${bar * 100} %  ${name}`,
		);
	}
	const slowest = [...all].sort((a, b) => b.milliseconds - a.milliseconds)[0];
	if (slowest) console.log(`slowest: ${slowest.file}, ${slowest.milliseconds} ms with the start of node`);
	return checks.every(([, value, bar]) => value >= bar);
}

function percent(rows, test) {
	return rows.length === 0 ? "–" : `${Math.round((rows.filter(test).length / rows.length) * 100)}`;
}

function told(rows) {
	const kinds = rows.flatMap(({ compared }) => kindsOf(compared.filter(({ misnamed }) => !misnamed)));
	return kinds.length === 0
		? "–"
		: percent(
				rows.flatMap(({ compared }) => compared.filter(({ misnamed }) => !misnamed)),
				({ told }) => told,
			);
}

function kindsOf(compared) {
	return [...new Set(compared.map(({ kind }) => kind))];
}
