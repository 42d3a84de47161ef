// Whether this messenger is guarded: until the settings are read, yes.
import { parseSettings } from "../core/settings";
import { api } from "./extension-api";

/** Follows the settings; the answer is always at hand, since an event cannot wait for one. */
export function followGuarded(messenger: string): () => boolean {
	let guarded = true;
	const apply = (stored: unknown) => {
		guarded = !parseSettings(stored).unguarded.includes(messenger);
	};
	api.storage.local.get("settings").then(
		({ settings }) => apply(settings),
		() => {}, // the extension is being replaced: guarded, then
	);
	api.storage.onChanged.addListener((changes, area) => {
		if (area === "local" && changes.settings) apply(changes.settings.newValue);
	});
	return () => guarded;
}
