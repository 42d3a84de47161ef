// Reading the words after a subcommand.
import { parseArgs } from "node:util";
import { type Keep, keepNothing } from "../core/keep";

/** `keep`: the default, but for the leftovers of documents that were asked to go. */
export type FileOptions = { json: boolean; out?: string; keep: Keep; files: readonly string[] };

/** Leftovers of documents by the words that name them after `--remove`. */
const leftovers: Readonly<Record<string, Partial<Keep>>> = {
	comments: { comments: false },
	changes: { trackedChanges: false },
	hidden: { hiddenContent: false },
	forms: { formValues: false },
	macros: { macros: false },
};

/** `undefined` when the words are not understood, which is said on standard error. */
export function parseFileOptions(words: readonly string[], usage: string): FileOptions | undefined {
	try {
		const { values, positionals } = parseArgs({
			args: [...words],
			options: { json: { type: "boolean", default: false }, out: { type: "string" }, remove: { type: "string" } },
			allowPositionals: true,
		});
		if (positionals.length === 0) throw new Error("no file was named");
		const keep = keepWithout(values.remove?.split(",") ?? []);
		return { json: values.json, keep, files: positionals, ...(values.out === undefined ? {} : { out: values.out }) };
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : error}\nUsage: last-look ${usage}`);
		return undefined;
	}
}

function keepWithout(words: readonly string[]): Keep {
	return words.reduce<Keep>((keep, word) => {
		const less = leftovers[word];
		if (!less) throw new Error(`nothing to remove is called ${word}: ${Object.keys(leftovers).join(", ")}`);
		return { ...keep, ...less };
	}, keepNothing);
}
