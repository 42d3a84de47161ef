// The options: ask or strip silently, which messengers, what happens when the guard fails, and the memory.
import type { Settings } from "../core/settings";
import { adapters } from "../messengers";
import { type Confirmed, forgetConfirmed, listConfirmed } from "../platform/confirmed";
import { changeSettings, loadSettings } from "../platform/settings-store";
import { language, words } from "../platform/words";
import { mount } from "../ui/mount";
import { usePromise } from "../ui/use-promise";

/** Those that people host themselves are guarded where a person allows it, and switched off there. */
const guardedFromTheStart = Map.groupBy(
	adapters.filter(({ hosts }) => hosts.length > 0),
	({ name }) => name,
);

function Options() {
	const settings = usePromise(loadSettings);
	const confirmed = usePromise(listConfirmed);
	const change = (to: Partial<Settings>) => changeSettings(to).then(settings.again);
	if (!settings.value || !confirmed.value) return undefined;
	return (
		<>
			<h1>{words("optionsTitle")}</h1>
			<Choice
				title="modeTitle"
				name="mode"
				options={["ask", "strip"]}
				chosen={settings.value.mode}
				choose={(mode) => change({ mode })}
			/>
			<Choice
				title="failsTitle"
				name="whenGuardFails"
				options={["hold", "release"]}
				chosen={settings.value.whenGuardFails}
				choose={(whenGuardFails) => change({ whenGuardFails })}
			/>
			<Messengers unguarded={settings.value.unguarded} change={(unguarded) => change({ unguarded })} />
			<Memory confirmed={confirmed.value} again={confirmed.again} />
		</>
	);
}

type ChoiceProps<Option extends string> = {
	title: string;
	name: string;
	options: readonly Option[];
	chosen: Option;
	choose: (option: Option) => void;
};

function Choice<Option extends string>({ title, name, options, chosen, choose }: ChoiceProps<Option>) {
	return (
		<fieldset>
			<legend>{words(title)}</legend>
			{options.map((option) => (
				<label key={option} class="choice">
					<input type="radio" name={name} value={option} checked={option === chosen} onChange={() => choose(option)} />
					<span>{words(`${name}_${option}`)}</span>
					<span class="small">{words(`${name}_${option}_why`)}</span>
				</label>
			))}
		</fieldset>
	);
}

function Messengers({ unguarded, change }: { unguarded: readonly string[]; change: (unguarded: string[]) => void }) {
	return (
		<fieldset>
			<legend>{words("messengersTitle")}</legend>
			<div class="columns">
				{[...guardedFromTheStart].map(([name, versions]) => {
					const ids = versions.map(({ id }) => id);
					return (
						<label key={name} class="choice">
							<input
								type="checkbox"
								data-messenger={ids[0]}
								checked={!ids.some((id) => unguarded.includes(id))}
								onChange={({ currentTarget }) => {
									const others = unguarded.filter((id) => !ids.includes(id));
									change(currentTarget.checked ? others : [...others, ...ids]);
								}}
							/>
							<span>{name}</span>
						</label>
					);
				})}
			</div>
		</fieldset>
	);
}

function Memory({ confirmed, again }: { confirmed: readonly Confirmed[]; again: () => void }) {
	const forget = (keys: readonly string[]) => forgetConfirmed(keys).then(again);
	const date = new Intl.DateTimeFormat(language(), { dateStyle: "medium" });
	return (
		<section>
			<h2>{words("memoryTitle")}</h2>
			<p class="small">{words("memoryWhy")}</p>
			{confirmed.length === 0 && <p>{words("memoryEmpty")}</p>}
			{confirmed.length > 0 && (
				<>
					<ul class="list">
						{confirmed.map(({ key, title, messenger, at }) => (
							<li key={key} data-confirmed={title}>
								<span>
									<bdi>{title}</bdi>{" "}
									<span class="small">
										{messenger} · {date.format(at)}
									</span>
								</span>
								<button type="button" onClick={() => forget([key])} aria-label={words("forgetOne", title)}>
									{words("forget")}
								</button>
							</li>
						))}
					</ul>
					<button type="button" data-wipe onClick={() => forget(confirmed.map(({ key }) => key))}>
						{words("forgetAll")}
					</button>
				</>
			)}
		</section>
	);
}

mount(<Options />);
