// How soon a person is asked about an odd recipient, and how often that was right.
import type { Caution as CautionOption } from "../core/policy";
import { alarmsLately } from "../platform/memory";
import { plural, words } from "../platform/words";
import { usePromise } from "../ui/use-promise";
import { useChoices } from "./choices";
import { OneOf } from "./controls";
import { Section } from "./section";

export function Caution() {
	const { settings, isDecided, change } = useChoices();
	return (
		<Section title="cautionTitle">
			<OneOf
				name="caution"
				labelledBy="cautionTitle"
				options={{ calm: said("calm"), balanced: said("balanced"), careful: said("careful") }}
				chosen={settings.caution}
				locked={isDecided("caution")}
				choose={(caution) => change(() => ({ caution }))}
			/>
			<Alarms />
		</Section>
	);
}

function Alarms() {
	const { value } = usePromise(() => alarmsLately(Date.now()));
	if (!value) return undefined;
	const { alarms, right, isRarer, isSooner } = value;
	return (
		<div class="note" data-alarms={alarms}>
			<h3>{words("alarmsTitle")}</h3>
			<p>{alarms === 0 ? words("alarmsNone") : `${plural("alarms", alarms)} ${plural("alarmsRight", right)}`}</p>
			{isRarer && <p class="small">{words("alarmsRarer")}</p>}
			{isSooner && <p class="small">{words("alarmsSooner")}</p>}
		</div>
	);
}

function said(caution: CautionOption): [string, string] {
	return [words(`caution_${caution}`), words(`caution_${caution}_why`)];
}
