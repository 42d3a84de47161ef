// The options, section by section: searched together, saved as one changes them.
import { useState } from "preact/hooks";
import { isManaged } from "../core/managed";
import { words } from "../platform/words";
import { mount } from "../ui/mount";
import { AllSettings } from "./all-settings";
import { Caution } from "./caution";
import { useChoices } from "./choices";
import { ChoicesProvider } from "./choices-provider";
import { Conversations } from "./conversations";
import { Failure } from "./failure";
import { Keep } from "./keep";
import { Kinds } from "./kinds";
import { Memory } from "./memory";
import { Messengers } from "./messengers";
import { Rule } from "./rule";
import { Search, SoughtContext } from "./search";
import { Sites } from "./sites";
import { TaughtNames } from "./taught-names";

const sections = [
	Rule,
	Messengers,
	Sites,
	TaughtNames,
	Conversations,
	Kinds,
	Keep,
	Caution,
	Failure,
	Memory,
	AllSettings,
] as const;

function Options() {
	const { managed } = useChoices();
	const [sought, seek] = useState("");
	return (
		<SoughtContext.Provider value={sought}>
			<header>
				<h1>{words("optionsTitle")}</h1>
				<p class="small">{words("optionsSavedAtOnce")}</p>
				{isManaged(managed) && <p class="warning">{words("managedNote")}</p>}
				<Search sought={sought} seek={seek} />
			</header>
			{sections.map((Part, index) => (
				<Part key={index} />
			))}
			<p class="nothing-found" role="status">
				{sought && words("optionsNothingFound", sought)}
			</p>
		</SoughtContext.Provider>
	);
}

mount(
	<ChoicesProvider>
		<Options />
	</ChoicesProvider>,
);
