// Gives sections of the options what they need, and says so when something is saved.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isDecided } from "../core/managed";
import { changeSettings, followChoices, loadChoices } from "../platform/settings-store";
import { usePromise } from "../ui/use-promise";
import { type Choices, ChoicesContext } from "./choices";
import { Saved } from "./saved";

/** Shows nothing until the settings have been read. */
export function ChoicesProvider({ children }: { children: ComponentChildren }) {
	const { value, again } = usePromise(loadChoices);
	const [saves, setSaves] = useState(0);
	useEffect(() => followChoices(again), [again]);
	if (!value) return undefined;
	const saved = () => setSaves((before) => before + 1);
	const choices: Choices = {
		...value,
		isDecided: (...of) => isDecided(value.managed, ...of),
		change: (to) => changeSettings(to).then(saved),
		saved,
	};
	return (
		<ChoicesContext.Provider value={choices}>
			{children}
			<Saved count={saves} />
		</ChoicesContext.Provider>
	);
}
