// The help of a person who has shown where the name stands on this site: always at hand, as the settings are.
import { type TaughtName, taughtNameFor } from "../core/taught-name";
import type { Adapter } from "../messengers/adapter";
import { withTaughtName } from "../messengers/taught";
import { api } from "./extension-api";
import { stored } from "./stored";

export type Help = { adapter(own: Adapter): Adapter; isThere(): boolean; read(): Promise<void> };

export const noHelp: Help = { adapter: (own) => own, isThere: () => false, read: async () => {} };

export function followHelp(): Help {
	const { now, read } = stored<TaughtName | undefined>(undefined, (say) => {
		const { local, onChanged } = api().storage;
		onChanged.addListener((changes, area) => {
			if (area === "local" && changes.taught) say(taughtNameFor(changes.taught.newValue, origin));
		});
		return local.get("taught").then(({ taught }) => say(taughtNameFor(taught, origin)));
	});
	return { adapter: (own) => withTaughtName(own, now()), isThere: () => now() !== undefined, read };
}
