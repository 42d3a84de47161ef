// Which messengers are guarded, and what is done there.
import type { Rule, Settings } from "../core/settings";
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

/** Which are guarded, and no more. */
export function GuardedMessengers() {
	return (
		<Section title="messengersTitle" why="guardedWhy">
			<div class="columns">
				{[...guardedFromTheStart].map(([name, versions]) => (
					<Guarded key={name} name={name} ids={versions.map(({ id }) => id)} />
				))}
			</div>
		</Section>
	);
}

function Guarded({ name, ids }: { name: string; ids: readonly string[] }) {
	const { settings, isDecided, change } = useChoices();
	return (
		<Switch
			id={ids[0] ?? ""}
			on={isGuarded(settings, ids)}
			locked={isDecided("unguarded")}
			change={(on) =>
				change(({ unguarded }) => {
					const others = unguarded.filter((id) => !ids.includes(id));
					return { unguarded: on ? others : [...others, ...ids] };
				})
			}
		>
			{name}
		</Switch>
	);
}

function isGuarded({ unguarded }: Settings, ids: readonly string[]): boolean {
	return !ids.some((id) => unguarded.includes(id));
}

function Messenger({ name, ids }: { name: string; ids: readonly string[] }) {
	const { settings, isDecided, change } = useChoices();
	const [first = ""] = ids;
	const options = {
		usual: words("ruleUsual"),
		ask: words("rule_ask"),
		strip: words("rule_strip"),
		original: words("rule_original"),
	};
	const choose = (rule: Rule | "usual") =>
		change(({ messengers }) => {
			const others = Object.entries(messengers).filter(([id]) => !ids.includes(id));
			const own = rule === "usual" ? [] : ids.map((id) => [id, rule] as const);
			return { messengers: Object.fromEntries([...others, ...own]) };
		});
	return (
		<li class="row">
			<Guarded name={name} ids={ids} />
			<Select
				id={first}
				label={words("ruleOn", name)}
				options={options}
				chosen={settings.messengers[first] ?? "usual"}
				locked={!isGuarded(settings, ids) || isDecided("messengers", first)}
				choose={choose}
			/>
		</li>
	);
}
