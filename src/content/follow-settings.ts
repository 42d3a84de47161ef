// The settings, always at hand: an event cannot wait for them to be read.
import { defaultGuarding, type Guarding, parseGuarding } from "../core/guarding";
import { api } from "./extension-api";

/** The settings as they are now; the defaults, which guard everything, until they have been read. */
export function followSettings(): () => Guarding {
	let settings = defaultGuarding;
	/** What an organisation has decided comes over what the person has chosen: see `src/core/managed.ts`. */
	const given = { personal: {}, managed: {} };
	const apply = (part: Partial<typeof given>) => {
		Object.assign(given, part);
		settings = parseGuarding({ ...given.personal, ...given.managed });
	};
	// Rejected where the extension is being replaced, or in Firefox where nothing is decided.
	const readManaged = () => api.storage.managed.get().then((managed) => apply({ managed }), ignored);
	api.storage.local.get("settings").then(({ settings }) => apply({ personal: Object(settings) }), ignored);
	readManaged();
	api.storage.onChanged.addListener((changes, area) => {
		if (area === "local" && changes.settings) apply({ personal: Object(changes.settings.newValue) });
		if (area === "managed") readManaged();
	});
	return () => settings;
}

function ignored(): void {}
