// The options: ask or strip silently, which messengers, what happens when the guard fails, and the memory.
import { useState } from "preact/hooks";
import { rules, type Settings } from "../core/settings";
import { adapters } from "../messengers";
import {
	alarmsLately,
	type ConversationRule,
	exportMemory,
	forget,
	forgetAll,
	importMemory,
	listRemembered,
	listRules,
	type Remembered,
	setRule,
} from "../platform/memory";
import { changeSettings, loadSettings } from "../platform/settings-store";
import { language, plural, words } from "../platform/words";
import type { AlarmRecord } from "../recipients/learning";
import { mount } from "../ui/mount";
import { usePromise } from "../ui/use-promise";
import { Sites } from "./sites";

/** Those that people host themselves are guarded where a person allows it, and switched off there. */
const guardedFromTheStart = Map.groupBy(
	adapters.filter(({ hosts }) => hosts.length > 0),
	({ name }) => name,
);

function Options() {
	const settings = usePromise(loadSettings);
	const remembered = usePromise(listRemembered);
	const conversationRules = usePromise(listRules);
	const alarms = usePromise(() => alarmsLately(Date.now()));
	const change = (to: Partial<Settings>) => changeSettings(to).then(settings.again);
	if (!settings.value || !remembered.value) return undefined;
	return (
		<>
			<h1>{words("optionsTitle")}</h1>
			<Choice
				title="ruleTitle"
				name="rule"
				options={rules}
				chosen={settings.value.rule}
				choose={(rule) => change({ rule })}
			/>
			<Choice
				title="cautionTitle"
				name="caution"
				options={["calm", "balanced", "careful"]}
				chosen={settings.value.caution}
				choose={(caution) => change({ caution })}
			/>
			<Choice
				title="failsTitle"
				name="whenGuardFails"
				options={["hold", "release"]}
				chosen={settings.value.whenGuardFails}
				choose={(whenGuardFails) => change({ whenGuardFails })}
			/>
			<Messengers unguarded={settings.value.unguarded} change={(unguarded) => change({ unguarded })} />
			<Sites />
			{conversationRules.value && <ConversationRules own={conversationRules.value} again={conversationRules.again} />}
			{alarms.value && <Alarms {...alarms.value} />}
			<Memory remembered={remembered.value} again={remembered.again} />
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

function ConversationRules({ own, again }: { own: readonly ConversationRule[]; again: () => void }) {
	if (own.length === 0) return undefined;
	return (
		<section>
			<h2>{words("conversationRulesTitle")}</h2>
			<ul class="list">
				{own.map(({ account, id, title, rule }) => (
					<li key={JSON.stringify([account, id])} data-rule={rule}>
						<span>
							<bdi>{title}</bdi> <span class="small">{words(`rule_${rule}`)}</span>
						</span>
						<button type="button" onClick={() => setRule(account, id, title, undefined).then(again)}>
							{words("removeRule")}
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}

function Alarms({ alarms, right, shift }: AlarmRecord) {
	return (
		<section>
			<h2>{words("alarmsTitle")}</h2>
			<p>{alarms === 0 ? words("alarmsNone") : `${plural("alarms", alarms)} ${plural("alarmsRight", right)}`}</p>
			{shift > 0 && <p class="small">{words("alarmsRarer")}</p>}
			{shift < 0 && <p class="small">{words("alarmsSooner")}</p>}
		</section>
	);
}

/** Shown at once: more are found by searching. */
const shownAtOnce = 200;

function Memory({ remembered, again }: { remembered: readonly Remembered[]; again: () => void }) {
	const [search, setSearch] = useState("");
	const date = new Intl.DateTimeFormat(language(), { dateStyle: "medium" });
	const sought = search.toLocaleLowerCase();
	const found = remembered.filter(({ contact: { names, address = "" } }) =>
		[...names, address].some((name) => name.toLocaleLowerCase().includes(sought)),
	);
	return (
		<section>
			<h2>{words("memoryTitle")}</h2>
			<p class="small">{words("memoryWhy")}</p>
			{remembered.length === 0 && <p>{words("memoryEmpty")}</p>}
			{remembered.length > 0 && (
				<>
					<label class="search">
						<span>{words("memorySearch")}</span>
						<input type="search" value={search} onInput={({ currentTarget }) => setSearch(currentTarget.value)} />
					</label>
					<ul class="list">
						{found.slice(0, shownAtOnce).map((one) => {
							const { account, contact } = one;
							const [name = contact.key] = contact.names;
							return (
								<li key={JSON.stringify([account, contact.key])} data-confirmed={name}>
									<span>
										<bdi>{name}</bdi>{" "}
										<span class="small">
											{[account.messenger, plural("times", contact.sends), date.format(contact.last)].join(" · ")}
										</span>
									</span>
									<button type="button" onClick={() => forget(one).then(again)} aria-label={words("forgetOne", name)}>
										{words("forget")}
									</button>
								</li>
							);
						})}
					</ul>
					<button type="button" data-wipe onClick={() => forgetAll().then(again)}>
						{words("forgetAll")}
					</button>
				</>
			)}
			<MoveMemory again={again} />
		</section>
	);
}

/** To a file and back: the only ways in which the memory leaves the browser, and both are the person's own. */
function MoveMemory({ again }: { again: () => void }) {
	const [isRefused, setIsRefused] = useState(false);
	const readBack = async (file: File | undefined) => {
		if (!file) return;
		setIsRefused(!(await importMemory(await file.text())));
		again();
	};
	return (
		<>
			<button type="button" data-export onClick={() => exportMemory().then(offerDownload)}>
				{words("memoryExport")}
			</button>
			<label>
				<span>{words("memoryImport")}</span>
				<input
					type="file"
					accept="application/json"
					data-import
					onChange={({ currentTarget }) => readBack(currentTarget.files?.[0])}
				/>
			</label>
			{isRefused && <p role="alert">{words("memoryNotUnderstood")}</p>}
		</>
	);
}

function offerDownload(text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
	const link = document.createElement("a");
	link.href = url;
	link.download = "last-look-memory.json";
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

mount(<Options />);
