// What every section of the options needs: what holds, what is decided for the person, and a way to change the rest.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Decidable, Managed } from "../core/managed";
import type { Settings } from "../core/settings";

export type Choices = {
	/** As they hold. */
	settings: Settings;
	/** As the person has chosen, whatever is decided over them. */
	own: Settings;
	managed: Managed;
	isDecided(key: Decidable, entry?: string): boolean;
	/** Changes the person's own: saves at once, and says so. */
	change(to: (own: Settings) => Partial<Settings>): void;
	/** Says that something else was saved. */
	saved(): void;
};

export const ChoicesContext = createContext<Choices | undefined>(undefined);

export function useChoices(): Choices {
	const choices = useContext(ChoicesContext);
	if (!choices) throw new Error("outside of the options");
	return choices;
}
