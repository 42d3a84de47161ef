// The same for each kind of thing that a file gives away.
import { findingKinds } from "../core/finding";
import { words } from "../platform/words";
import { useChoices } from "./choices";
import { DecidedNote, Row } from "./controls";
import { Section } from "./section";

export function Kinds() {
	const { settings, isDecided, change } = useChoices();
	const options = {
		usual: words("ruleUsual"),
		ask: words("rule_ask"),
		strip: words("rule_strip"),
		ignore: words("rule_ignore"),
	};
	return (
		<Section title="kindsTitle" why="kindsWhy">
			{isDecided("kinds") && <DecidedNote />}
			<div class="rows">
				{findingKinds.map((kind) => (
					<Row
						key={kind}
						id={kind}
						text={words(`about_${kind.replaceAll("-", "_")}`)}
						options={options}
						chosen={settings.kinds[kind] ?? "usual"}
						locked={isDecided("kinds", kind)}
						choose={(rule) =>
							change(({ kinds }) => ({ kinds: { ...kinds, [kind]: rule === "usual" ? undefined : rule } }))
						}
					/>
				))}
			</div>
		</Section>
	);
}
