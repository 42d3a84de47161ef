// What a command says about one file: a line of JSON, or words for a person.
import { type Finding, worstFirst } from "../core/finding";
import type { Reason } from "../core/inspection";
import { inEnglish } from "./in-english";

export type Report = {
	file: string;
	format: string;
	status: "clean" | "found" | "stripped" | "unsupported" | "failed";
	findings: readonly Finding[];
	/** What the file's name tells: it stands beside the file, and does not make that any less clean. */
	fileName?: Finding;
	/** The file that was written. */
	output?: string;
	reason?: string;
};

const reasonWords = {
	empty: "The file is empty.",
	"unknown-format": "This kind of file is not known, so it was not checked.",
	"read-only-format": "This kind of file can be read, but not stripped.",
	encrypted: "The file is encrypted, so what it says cannot be read.",
	damaged: "The file is damaged: its structure contradicts itself or ends early.",
	"too-complex": "The file is more complex than any honest file, so it was not checked to the end.",
	unreadable: "The file cannot be read: it is missing, is locked, or changed meanwhile.",
	"not-proven": "After stripping, the file still said something private, so nothing was written.",
	stopped: "It was stopped.",
	internal: "Something went wrong in Last Look itself.",
} as const satisfies Record<Reason, string>;

export function inWords(reason: Reason): string {
	return reasonWords[reason];
}

export function print(report: Report, json: boolean): void {
	console.log(json ? jsonLine(report) : words(report));
}

/** The exit code for a run: 1 if any file was not checked, or not to the end. */
export function exitCode(reports: readonly Report[]): number {
	return reports.some(({ status }) => status === "failed" || status === "unsupported") ? 1 : 0;
}

function jsonLine({ findings, fileName, ...report }: Report): string {
	const { file, format, status, output, reason } = report;
	return JSON.stringify({
		file,
		format,
		status,
		findings: worstFirst(findings).map(inJson),
		...(fileName === undefined ? {} : { fileName: inJson(fileName) }),
		...(output === undefined ? {} : { output }),
		...(reason === undefined ? {} : { reason }),
	});
}

function inJson({ kind, source, tag, value, severity }: Finding): Record<string, string> {
	return { kind, source, tag, value: inEnglish(value), severity };
}

function words({ file, format, status, findings, fileName, output, reason }: Report): string {
	const lines = [`${file}: ${status} (${format})`];
	if (reason !== undefined) lines.push(`  ${reason}`);
	const told = [...worstFirst(findings), ...(fileName ? [fileName] : [])];
	const widest = Math.max(0, ...told.map(({ kind }) => kind.length));
	for (const { kind, source, tag, value, severity } of told) {
		lines.push(`  ${severity.padEnd(6)} ${kind.padEnd(widest)}  ${inEnglish(value)}  [${source} ${tag}]`);
	}
	if (output !== undefined) lines.push(`  written to ${output}`);
	return lines.join("\n");
}
