// Conversations with a rule of their own.
import { type Rule, rules } from "../core/settings";
import { listRules, setRule } from "../platform/memory";
import { words } from "../platform/words";
import { usePromise } from "../ui/use-promise";
import { useChoices } from "./choices";
import { DecidedNote, Select } from "./controls";
import { messengerName } from "./messenger-name";
import { Section } from "./section";

export function Conversations() {
	const { settings, saved } = useChoices();
	const { value: own = [], again } = usePromise(listRules);
	const options = {
		ask: words("rule_ask"),
		strip: words("rule_strip"),
		original: words("rule_original"),
		usual: words("removeRule"),
	} satisfies Record<Rule | "usual", string>;
	return (
		<Section title="conversationRulesTitle" why="conversationRulesWhy">
			{!settings.ownRules && <DecidedNote />}
			{own.length === 0 && <p>{words("conversationRulesNone")}</p>}
			{own.length > 0 && (
				<ul class="rows">
					{own.map(({ account, id, title, rule }) => (
						<li key={JSON.stringify([account, id])} class="row" data-rule={rule}>
							<span>
								<bdi>{title}</bdi> <span class="small">{messengerName(account)}</span>
							</span>
							<Select
								id={id}
								label={words("ruleFor", title)}
								options={options}
								chosen={rule}
								locked={!settings.ownRules}
								choose={(chosen) => {
									const to = rules.find((one) => one === chosen);
									setRule(account, id, title, to).then(again).then(saved);
								}}
							/>
						</li>
					))}
				</ul>
			)}
		</Section>
	);
}
