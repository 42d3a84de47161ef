// Entry, put into a page when a person wants to show where the name stands; keeps what they have shown.

import { api } from "../content/extension-api";
import { parseTaughtNames } from "../core/taught-name";
import { openPicker } from "./picker";
import { teachable } from "./selectors";

const word = (key: string) => api().i18n.getMessage(key);

openPicker({
	words: {
		point: word("teach_point"),
		keys: word("teach_keys"),
		isThis: word("teach_is_this"),
		none: word("teach_none"),
		unsure: word("teach_unsure"),
		use: word("teach_use"),
		again: word("teach_again"),
		cancel: word("cancel"),
	},
	direction: word("direction"),
	canTeach: (element) => teachable(element) !== undefined,
	chosen: (element) => {
		const taught = teachable(element);
		if (taught) keep(taught);
	},
});

async function keep(taught: NonNullable<ReturnType<typeof teachable>>): Promise<void> {
	const stored = await api().storage.local.get("taught");
	await api().storage.local.set({ taught: { ...parseTaughtNames(stored.taught), [origin]: taught } });
}
