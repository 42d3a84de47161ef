// What is done with a file that gives something away.
import type { Rule as RuleOption } from "../core/settings";
import { words } from "../platform/words";
import { useChoices } from "./choices";
import { OneOf } from "./controls";
import { Section } from "./section";

export function Rule() {
	const { settings, isDecided, change } = useChoices();
	return (
		<Section title="ruleTitle">
			<OneOf
				name="rule"
				labelledBy="ruleTitle"
				options={{ ask: said("ask"), strip: said("strip"), original: said("original") }}
				chosen={settings.rule}
				locked={isDecided("rule")}
				choose={(rule) => change(() => ({ rule }))}
			/>
		</Section>
	);
}

function said(rule: RuleOption): [string, string] {
	return [words(`rule_${rule}`), words(`rule_${rule}_why`)];
}
