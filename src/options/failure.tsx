// What happens to a file when the guard itself fails.
import type { Guarding } from "../core/guarding";
import { words } from "../platform/words";
import { useChoices } from "./choices";
import { OneOf } from "./controls";
import { Section } from "./section";

export function Failure() {
	const { settings, isDecided, change } = useChoices();
	return (
		<Section title="failsTitle">
			<OneOf
				name="whenGuardFails"
				labelledBy="failsTitle"
				options={{ hold: said("hold"), release: said("release") }}
				chosen={settings.whenGuardFails}
				locked={isDecided("whenGuardFails")}
				choose={(whenGuardFails) => change(() => ({ whenGuardFails }))}
			/>
		</Section>
	);
}

function said(what: Guarding["whenGuardFails"]): [string, string] {
	return [words(`whenGuardFails_${what}`), words(`whenGuardFails_${what}_why`)];
}
