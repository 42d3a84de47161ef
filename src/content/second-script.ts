// Loads the second script when a file is likely to come: a page in which none ever does carries and runs the first alone.
import type { ToBackground } from "../core/tab-messages";
import { api } from "./extension-api";
import type { FirstPart, SecondPart } from "./second-part";
import { within } from "./within";

declare global {
	/** Where the second script finds the first: a global of the isolated world, which no page can see. */
	var lastLookSecondPart: ((create: (first: FirstPart) => SecondPart) => void) | undefined;
}

export type SecondScript = {
	/** Rejects where the browser does not let us, a page of no site, and where nobody answers. */
	load(): Promise<SecondPart>;
	/** What was loaded, if it was. */
	loaded(): SecondPart | undefined;
};

/** @param isThere - called once, when it has been loaded. */
export function secondScript(first: () => FirstPart, isThere: (second: SecondPart) => void): SecondScript {
	let second: SecondPart | undefined;
	let loading: Promise<SecondPart> | undefined;

	async function ask(): Promise<SecondPart> {
		globalThis.lastLookSecondPart = (create) => {
			second = create(first());
			isThere(second);
		};
		try {
			await within(api().runtime.sendMessage({ type: "second-script" } satisfies ToBackground));
		} finally {
			loading = undefined;
		}
		if (second) return second;
		throw new Error("the second script was not loaded");
	}

	return {
		load: () => {
			if (second) return Promise.resolve(second);
			loading ??= ask();
			return loading;
		},
		loaded: () => second,
	};
}
