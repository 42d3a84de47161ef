// The settings, always at hand: an event cannot wait for them to be read.
import { defaultGuarding, type Guarding, parseGuarding } from "../core/guarding";
import { api } from "./extension-api";

/** The settings as they are now; the defaults, which guard everything, until they have been read. */
export function followSettings(): () => Guarding {
	let settings = defaultGuarding;
	const apply = (stored: unknown) => {
		settings = parseGuarding(stored);
	};
	api.storage.local.get("settings").then(
		(stored) => apply(stored.settings),
		() => {}, // the extension is being replaced: the defaults, then
	);
	api.storage.onChanged.addListener((changes, area) => {
		if (area === "local" && changes.settings) apply(changes.settings.newValue);
	});
	return () => settings;
}
