// Reading the words after a subcommand.
import { parseArgs } from "node:util";

export type FileOptions = { json: boolean; out?: string; files: readonly string[] };

/** `undefined` when the words are not understood, which is said on standard error. */
export function parseFileOptions(words: readonly string[], usage: string): FileOptions | undefined {
	try {
		const { values, positionals } = parseArgs({
			args: [...words],
			options: { json: { type: "boolean", default: false }, out: { type: "string" } },
			allowPositionals: true,
		});
		if (positionals.length === 0) throw new Error("no file was named");
		return { json: values.json, files: positionals, ...(values.out === undefined ? {} : { out: values.out }) };
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : error}\nUsage: last-look ${usage}`);
		return undefined;
	}
}
