// `last-look inspect`: what files say.
import { basename } from "node:path";
import { fileNameFinding } from "../core/file-name";
import { inspect } from "../formats";
import type { Command } from "./command";
import { withFile } from "./file-source";
import { parseFileOptions } from "./options";
import { exitCode, inWords, print, type Report } from "./report";

const usage = "inspect [--json] FILE…";

export const inspectCommand: Command = {
	usage,
	does: "Say what each file gives away.",
	async run(words) {
		const options = parseFileOptions(words, usage);
		if (options === undefined) return 2;
		const reports: Report[] = [];
		for (const file of options.files) {
			const fileName = fileNameFinding(basename(file));
			const report: Report = { ...(await inspectFile(file)), ...(fileName && { fileName }) };
			print(report, options.json);
			reports.push(report);
		}
		return exitCode(reports);
	},
};

async function inspectFile(file: string): Promise<Report> {
	try {
		const inspection = await withFile(file, (source) => inspect(source, new AbortController().signal));
		const { format, status } = inspection;
		switch (inspection.status) {
			case "clean":
				return { file, format, status, findings: [] };
			case "found":
				return { file, format, status, findings: inspection.findings };
			case "unsupported":
			case "failed":
				return { file, format, status, findings: [], reason: inWords(inspection.reason) };
		}
	} catch {
		return { file, format: "unknown", status: "failed", findings: [], reason: inWords("unreadable") };
	}
}
