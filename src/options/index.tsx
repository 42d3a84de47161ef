// The options, section by section: searched together, saved as one changes them.
import { useEffect, useState } from "preact/hooks";
import { isDecided, isManaged } from "../core/managed";
import { changeSettings, followChoices, loadChoices } from "../platform/settings-store";
import { words } from "../platform/words";
import { mount } from "../ui/mount";
import { usePromise } from "../ui/use-promise";
import { AllSettings } from "./all-settings";
import { Caution } from "./caution";
import { type Choices, ChoicesContext } from "./choices";
import { Conversations } from "./conversations";
import { Failure } from "./failure";
import { Keep } from "./keep";
import { Kinds } from "./kinds";
import { Memory } from "./memory";
import { Messengers } from "./messengers";
import { Rule } from "./rule";
import { Saved } from "./saved";
import { Search, SoughtContext } from "./search";
import { Sites } from "./sites";

const sections = [Rule, Messengers, Sites, Conversations, Kinds, Keep, Caution, Failure, Memory, AllSettings] as const;

function Options() {
	const { value, again } = usePromise(loadChoices);
	const [sought, seek] = useState("");
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
			<SoughtContext.Provider value={sought}>
				<header>
					<h1>{words("optionsTitle")}</h1>
					<p class="small">{words("optionsSavedAtOnce")}</p>
					{isManaged(value.managed) && <p class="warning">{words("managedNote")}</p>}
					<Search sought={sought} seek={seek} />
				</header>
				{sections.map((Part, index) => (
					<Part key={index} />
				))}
				<p class="nothing-found" role="status">
					{sought && words("optionsNothingFound", sought)}
				</p>
				<Saved count={saves} />
			</SoughtContext.Provider>
		</ChoicesContext.Provider>
	);
}

mount(<Options />);
