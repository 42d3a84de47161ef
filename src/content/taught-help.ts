// The help of a person who has shown where the name stands on this site: always at hand, as the settings are.
import { type TaughtName, taughtNameFor } from "../core/taught-name";
import type { Adapter } from "../messengers/adapter";
import { withTaughtName } from "../messengers/taught";
import { api } from "./extension-api";

export type Help = { adapter(own: Adapter): Adapter; isThere(): boolean };

export const noHelp: Help = { adapter: (own) => own, isThere: () => false };

export function followHelp(): Help {
	let taught: TaughtName | undefined;
	const apply = (stored: unknown) => {
		taught = taughtNameFor(stored, origin);
	};
	api.storage.local.get("taught").then(
		(stored) => apply(stored.taught),
		() => {}, // the extension is being replaced
	);
	api.storage.onChanged.addListener((changes, area) => {
		if (area === "local" && changes.taught) apply(changes.taught.newValue);
	});
	return { adapter: (own) => withTaughtName(own, taught), isThere: () => taught !== undefined };
}
