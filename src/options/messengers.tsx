// Which messengers are guarded, and what is done there.
import type { Rule } from "../core/settings";
import { adapters } from "../messengers";
import { words } from "../platform/words";
import { useChoices } from "./choices";
import { DecidedNote, Select, Switch } from "./controls";
import { Section } from "./section";

/** Versions of one messenger have one name. Those that people host themselves are guarded where a person allows it. */
const guardedFromTheStart = Map.groupBy(
	adapters.filter(({ hosts }) => hosts.length > 0),
	({ name }) => name,
);

export function Messengers() {
	const { isDecided } = useChoices();
	return (
		<Section title="messengersTitle" why="messengersWhy">
			{(isDecided("unguarded") || isDecided("messengers")) && <DecidedNote />}
			<ul class="rows">
				{[...guardedFromTheStart].map(([name, versions]) => (
					<Messenger key={name} name={name} ids={versions.map(({ id }) => id)} />
				))}
			</ul>
		</Section>
	);
}

function Messenger({ name, ids }: { name: string; ids: readonly string[] }) {
	const { settings, isDecided, change } = useChoices();
	const [first = ""] = ids;
	const isGuarded = !ids.some((id) => settings.unguarded.includes(id));
	const options = {
		usual: words("ruleUsual"),
		ask: words("rule_ask"),
		strip: words("rule_strip"),
		original: words("rule_original"),
	};
	const guard = (on: boolean) =>
		change(({ unguarded }) => {
			const others = unguarded.filter((id) => !ids.includes(id));
			return { unguarded: on ? others : [...others, ...ids] };
		});
	const choose = (rule: Rule | "usual") =>
		change(({ messengers }) => {
			const others = Object.entries(messengers).filter(([id]) => !ids.includes(id));
			const own = rule === "usual" ? [] : ids.map((id) => [id, rule] as const);
			return { messengers: Object.fromEntries([...others, ...own]) };
		});
	return (
		<li class="row">
			<Switch id={first} on={isGuarded} locked={isDecided("unguarded")} change={guard}>
				{name}
			</Switch>
			<Select
				id={first}
				label={words("ruleOn", name)}
				options={options}
				chosen={settings.messengers[first] ?? "usual"}
				locked={!isGuarded || isDecided("messengers", first)}
				choose={choose}
			/>
		</li>
	);
}
