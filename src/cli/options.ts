// Reading the words after a subcommand.
import { parseArgs } from "node:util";
import { type Keep, keepNothing } from "../core/keep";

/** `keep`: the default, but for what was asked to stay, and the leftovers of documents that were asked to go. */
export type FileOptions = { json: boolean; out?: string; keep: Keep; rename: boolean; files: readonly string[] };

/** Leftovers of documents by the words that name them after `--remove`. */
const leftovers: Readonly<Record<string, Partial<Keep>>> = {
	comments: { comments: false },
	changes: { trackedChanges: false },
	hidden: { hiddenContent: false },
	forms: { formValues: false },
	macros: { macros: false },
};

/** What may stay by the words that name it after `--keep`; a place is made coarse. */
const stays: Readonly<Record<string, Partial<Keep>>> = {
	time: { time: true },
	credits: { credits: true },
	credentials: { credentials: true },
	"place=1km": { place: "1km" },
	"place=10km": { place: "10km" },
};

/** `undefined` when the words are not understood, which is said on standard error. */
export function parseFileOptions(words: readonly string[], usage: string): FileOptions | undefined {
	try {
		const { values, positionals } = parseArgs({
			args: [...words],
			options: {
				json: { type: "boolean", default: false },
				out: { type: "string" },
				keep: { type: "string" },
				remove: { type: "string" },
				rename: { type: "boolean", default: false },
			},
			allowPositionals: true,
		});
		if (positionals.length === 0) throw new Error("no file was named");
		const kept = choices("keep", stays, values.keep);
		const keep = { ...keepNothing, ...kept, ...choices("remove", leftovers, values.remove) };
		const { json, rename, out } = values;
		return { json, keep, rename, files: positionals, ...(out === undefined ? {} : { out }) };
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : error}\nUsage: last-look ${usage}`);
		return undefined;
	}
}

function choices(
	option: string,
	known: Readonly<Record<string, Partial<Keep>>>,
	words: string | undefined,
): Partial<Keep> {
	return (words?.split(",") ?? []).reduce<Partial<Keep>>((chosen, word) => {
		const choice = Object.hasOwn(known, word) ? known[word] : undefined;
		if (!choice) throw new Error(`--${option} knows no ${word}: ${Object.keys(known).join(", ")}`);
		return { ...chosen, ...choice };
	}, {});
}
