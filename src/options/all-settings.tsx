// The settings as a whole: to a file and back, and as they were at the start.
import { useState } from "preact/hooks";
import { defaultSettings, type Settings } from "../core/settings";
import { fromSettingsFile, toSettingsFile } from "../core/settings-file";
import { words } from "../platform/words";
import { useChoices } from "./choices";
import { FileMoves } from "./file-moves";
import { Section } from "./section";

export function AllSettings() {
	const { own, change } = useChoices();
	const [before, setBefore] = useState<Settings>();
	const readBack = async (text: string) => {
		const read = fromSettingsFile(text);
		if (read) change(() => read);
		return read !== undefined;
	};
	const reset = () => {
		setBefore(own);
		change(() => defaultSettings);
	};
	const undo = () => {
		change(() => before ?? {});
		setBefore(undefined);
	};
	return (
		<Section title="settingsTitle" why="settingsWhy">
			<div class="actions">
				<FileMoves name="settings" save={async () => toSettingsFile(own)} readBack={readBack} again={() => {}} />
				<button type="button" data-reset onClick={before ? undo : reset}>
					{words(before ? "settingsUndoReset" : "settingsReset")}
				</button>
			</div>
		</Section>
	);
}
