// The settings, always at hand: the defaults, which guard everything, until they have been read.
import { defaultGuarding, type Guarding, parseGuarding } from "../core/guarding";
import { api } from "./extension-api";
import { type Stored, stored } from "./stored";

export function followSettings(): Stored<Guarding> {
	return stored(defaultGuarding, (say) => {
		/** What an organisation has decided comes over what the person has chosen: see `src/core/managed.ts`. */
		const given = { personal: {}, managed: {} };
		const apply = (part: Partial<typeof given>) => {
			Object.assign(given, part);
			say(parseGuarding({ ...given.personal, ...given.managed }));
		};
		const { local, managed, onChanged } = api().storage;
		// Rejected in Firefox where nothing is decided.
		const readManaged = () => managed.get().then((managed) => apply({ managed }), ignored);
		onChanged.addListener((changes, area) => {
			if (area === "local" && changes.settings) apply({ personal: Object(changes.settings.newValue) });
			if (area === "managed") readManaged();
		});
		return Promise.all([
			local.get("settings").then(({ settings }) => apply({ personal: Object(settings) })),
			readManaged(),
		]);
	});
}

function ignored(): void {}
