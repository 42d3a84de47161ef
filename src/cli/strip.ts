// `last-look strip`: the same files without what they say, written beside them or into a directory.
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, dirname, join, parse, resolve } from "node:path";
import { nameWithoutTraces } from "../core/file-name";
import type { Piece } from "../core/inspection";
import { strip } from "../formats";
import type { ByteSource } from "../formats/containers/byte-source";
import type { Command } from "./command";
import { withFile, writePieces } from "./file-source";
import { type FileOptions, parseFileOptions } from "./options";
import { exitCode, inWords, print, type Report } from "./report";

const usage =
	"strip [--json] [--out DIR] [--rename] [--keep time,credits,credentials,place=1km] [--remove comments,changes,hidden,forms,macros] FILE…";

export const stripCommand: Command = {
	usage,
	does: "Write each file without it: photo.stripped.jpg beside photo.jpg, or under its own name into DIR. With --rename, names that tell something become plain ones.",
	async run(words) {
		const options = parseFileOptions(words, usage);
		if (options === undefined) return 2;
		const reports: Report[] = [];
		for (const file of options.files) {
			const report = await stripFile(file, options);
			print(report, options.json);
			reports.push(report);
		}
		return exitCode(reports);
	},
};

async function stripFile(file: string, options: FileOptions): Promise<Report> {
	try {
		return await withFile(file, async (source) => {
			const stripping = await strip(source, options.keep, new AbortController().signal);
			const { format, status } = stripping;
			switch (stripping.status) {
				case "clean": {
					const output = await write(file, options, source, [{ start: 0, end: source.size }]);
					return { file, format, status, findings: [], output };
				}
				case "stripped": {
					const output = await write(file, options, source, stripping.pieces);
					return { file, format, status, findings: stripping.removed, output };
				}
				case "unsupported":
				case "failed":
					return { file, format, status, findings: stripping.findings, reason: inWords(stripping.reason) };
			}
		});
	} catch (error) {
		const reason = isFileError(error) ? `${inWords("unreadable")} (${error.code})` : inWords("internal");
		return { file, format: "unknown", status: "failed", findings: [], reason };
	}
}

async function write(
	file: string,
	{ out, rename }: FileOptions,
	source: ByteSource,
	pieces: readonly Piece[],
): Promise<string> {
	if (out !== undefined) await mkdir(out, { recursive: true });
	const name = rename ? nameWithoutTraces(basename(file)) : basename(file);
	const output = freePath(join(dirname(file), name), out);
	await writePieces(output, source, pieces);
	return output;
}

/** A path where nothing is yet: neither the original nor a file of an earlier run is ever written over. */
function freePath(file: string, directory: string | undefined): string {
	const { name, ext } = parse(file);
	const folder = directory ?? dirname(file);
	const beside = resolve(folder) === resolve(dirname(file));
	for (let count = 1; ; count++) {
		const path = join(folder, `${name}${beside ? ".stripped" : ""}${count > 1 ? `-${count}` : ""}${ext}`);
		if (!existsSync(path)) return path;
	}
}

function isFileError(error: unknown): error is Error & { code: string } {
	return error instanceof Error && "code" in error && typeof error.code === "string";
}
