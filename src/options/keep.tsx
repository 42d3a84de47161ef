// What stays in a file that is stripped, and whether its name does.
import type { Keep as KeepSettings } from "../core/keep";
import { words } from "../platform/words";
import { useChoices } from "./choices";
import { Row, Switch } from "./controls";
import { Section } from "./section";

const ofMedia = ["time", "credits", "credentials"] as const;
const ofDocuments = ["comments", "trackedChanges", "hiddenContent", "formValues", "macros"] as const;

export function Keep() {
	const { settings, isDecided, change } = useChoices();
	const set = (to: Partial<KeepSettings>) => change(({ keep }) => ({ keep: { ...keep, ...to } }));
	const choice = (name: (typeof ofMedia)[number] | (typeof ofDocuments)[number]) => (
		<Switch
			key={name}
			id={name}
			on={settings.keep[name]}
			locked={isDecided("keep", name)}
			change={(on) => set({ [name]: on })}
		>
			{words(`keep_${name}`)}
		</Switch>
	);
	return (
		<Section title="keepTitle" why="keepWhy">
			<fieldset>
				<legend>{words("keepMedia")}</legend>
				<Row
					id="place"
					text={words("keepPlace")}
					options={{ none: words("keepPlace_none"), "1km": words("keepPlace_1km"), "10km": words("keepPlace_10km") }}
					chosen={settings.keep.place}
					locked={isDecided("keep", "place")}
					choose={(place) => set({ place })}
				/>
				{ofMedia.map(choice)}
			</fieldset>
			<fieldset>
				<legend>{words("keepDocuments")}</legend>
				{ofDocuments.map(choice)}
			</fieldset>
			<fieldset>
				<legend>{words("keepNames")}</legend>
				<Switch
					id="renameFiles"
					on={settings.renameFiles}
					locked={isDecided("renameFiles")}
					change={(renameFiles) => change(() => ({ renameFiles }))}
				>
					{words("renameFiles")}
				</Switch>
			</fieldset>
		</Section>
	);
}
