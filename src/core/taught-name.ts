// Where the name stands on a site's pages, as a person has shown it.

/** Stands between selectors: from a host into its shadow tree. */
export const intoTree = " >>> ";

export type TaughtName = {
	/** Several ways to the same element. What most of them find, and none of them contradicts, is the name. */
	selectors: readonly string[];
	/** More than one field to write in was there: the name stands for all of them. */
	shared: boolean;
};

/** By origin: `https://chat.example.org`. */
export type TaughtNames = Readonly<Record<string, TaughtName>>;

const MAX_SELECTORS = 8;

/** From storage or a file, whatever is there: what is not understood is left out. */
export function parseTaughtNames(stored: unknown): TaughtNames {
	return Object.fromEntries(
		Object.keys(Object(stored)).flatMap((origin) => {
			const taught = /^https?:\/\/[^/]+$/.test(origin) ? taughtNameFor(stored, origin) : undefined;
			return taught ? [[origin, taught]] : [];
		}),
	);
}

/** The same for one site alone. */
export function taughtNameFor(stored: unknown, origin: string): TaughtName | undefined {
	const { selectors, shared }: { [key in keyof TaughtName]?: unknown } = Object(Object(stored)[origin]);
	if (!Array.isArray(selectors)) return undefined;
	const known = selectors.filter((css) => typeof css === "string").slice(0, MAX_SELECTORS);
	return known.length === 0 ? undefined : { selectors: known, shared: shared === true };
}
