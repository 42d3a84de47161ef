// The controls of the options: one of several, a switch, and a list to choose from. Locked where others have decided.
import type { ComponentChildren } from "preact";
import { words } from "../platform/words";

export function DecidedNote() {
	return <p class="note decided">{words("decidedForYou")}</p>;
}

type OneOfProps<Option extends string> = {
	name: string;
	/** The id of the heading that names it. */
	labelledBy: string;
	/** With their words: what it is, and why one would want it. */
	options: Readonly<Record<Option, readonly [string, string]>>;
	chosen: Option;
	locked: boolean;
	choose: (option: Option) => void;
};

export function OneOf<Option extends string>(props: OneOfProps<Option>) {
	const { name, labelledBy, options, chosen, locked, choose } = props;
	return (
		<fieldset aria-labelledby={labelledBy} disabled={locked}>
			{locked && <DecidedNote />}
			{keysOf(options).map((option) => (
				<label key={option} class="choice">
					<input type="radio" name={name} value={option} checked={option === chosen} onChange={() => choose(option)} />
					<span>{options[option][0]}</span>
					<span class="small">{options[option][1]}</span>
				</label>
			))}
		</fieldset>
	);
}

type SwitchProps = {
	id: string;
	on: boolean;
	locked: boolean;
	change: (on: boolean) => void;
	children: ComponentChildren;
};

export function Switch({ id, on, locked, change, children }: SwitchProps) {
	return (
		<label class="choice">
			<input
				type="checkbox"
				data-switch={id}
				checked={on}
				disabled={locked}
				onChange={({ currentTarget }) => change(currentTarget.checked)}
			/>
			<span>{children}</span>
		</label>
	);
}

type SelectProps<Option extends string> = {
	id: string;
	/** For the ear, where the eye has the row. */
	label?: string;
	/** With their words. */
	options: Readonly<Record<Option, string>>;
	chosen: Option;
	locked: boolean;
	choose: (option: Option) => void;
};

export function Select<Option extends string>(props: SelectProps<Option>) {
	const { id, label, options, chosen, locked, choose } = props;
	const names = keysOf(options);
	return (
		<select
			id={`select-${id}`}
			data-select={id}
			aria-label={label}
			disabled={locked}
			value={chosen}
			onChange={({ currentTarget }) => {
				const option = names[currentTarget.selectedIndex];
				if (option !== undefined) choose(option);
			}}
		>
			{names.map((option) => (
				<option key={option} value={option} selected={option === chosen}>
					{options[option]}
				</option>
			))}
		</select>
	);
}

/** A list to choose from, with its words before it. */
export function Row<Option extends string>({ text, ...select }: Omit<SelectProps<Option>, "label"> & { text: string }) {
	return (
		<div class="row">
			<label for={`select-${select.id}`}>{text}</label>
			<Select {...select} />
		</div>
	);
}

/** In their order, and of their type. */
function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
	const keys: Key[] = [];
	for (const key in record) keys.push(key);
	return keys;
}
