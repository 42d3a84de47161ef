// What may stay in the files, and what goes only when it is asked for: offered where the files have it.

import { fileNameFinding } from "../core/file-name";
import type { KeepChoice } from "../core/finding";
import type { Keep } from "../core/keep";
import { words } from "../platform/words";
import type { Choices, IsDecided } from "./flow";
import { findingsOf, isStrippable, type Row } from "./row";

type Props = {
	rows: readonly Row[];
	choices: Choices;
	isDecided: IsDecided;
	change: (choices: Choices) => void;
};

/** Ticked: it stays. */
const stays = ["time", "credits", "credentials"] as const satisfies readonly KeepChoice[];
/** Parts of a document that it is often sent for. Ticked: they go. */
const goes = [
	"comments",
	"trackedChanges",
	"hiddenContent",
	"formValues",
	"macros",
] as const satisfies readonly KeepChoice[];

export function ChoicesPart({ rows, choices, isDecided, change }: Props) {
	const { keep, renameFiles } = choices;
	const findings = rows.filter(isStrippable).flatMap(findingsOf);
	const has = (choice: KeepChoice) => findings.some((finding) => finding.choice === choice);
	/** An exact place has no choice of its own yet: it may stay once it is coarse. */
	const hasPlace = has("place") || findings.some(({ picture }) => picture?.type === "place");
	const hasName = rows.some(({ file }) => fileNameFinding(file.name));
	const set = (changed: Partial<Keep>) => change({ ...choices, keep: { ...keep, ...changed } });
	const offered = { stays: stays.filter(has), goes: goes.filter(has) };
	if (!hasPlace && !hasName && offered.stays.length + offered.goes.length === 0) return undefined;
	return (
		<details class="choices" data-choices>
			<summary>{words("choices")}</summary>
			<div>
				{offered.stays.map((choice) => (
					<Tick
						key={choice}
						name={choice}
						on={keep[choice]}
						isLocked={isDecided("keep", choice)}
						set={(on) => set({ [choice]: on })}
					>
						{words(`keep_${choice}`)}
					</Tick>
				))}
				{hasPlace && (
					<label class="choice">
						<span>{words("keep_place")}</span>
						<select
							data-keep="place"
							disabled={isDecided("keep", "place")}
							onChange={({ currentTarget: { value } }) => set({ place: places.find((one) => one === value) ?? "none" })}
						>
							{places.map((place) => (
								<option key={place} value={place} selected={place === keep.place}>
									{words(`place_${place}`)}
								</option>
							))}
						</select>
					</label>
				)}
				{offered.goes.map((choice) => (
					<Tick
						key={choice}
						name={choice}
						on={!keep[choice]}
						isLocked={isDecided("keep", choice)}
						set={(on) => set({ [choice]: !on })}
					>
						{words(`remove_${choice}`)}
					</Tick>
				))}
				{hasName && (
					<Tick
						name="renameFiles"
						on={renameFiles}
						isLocked={isDecided("renameFiles")}
						set={(on) => change({ ...choices, renameFiles: on })}
					>
						{words("renameFiles")}
					</Tick>
				)}
			</div>
		</details>
	);
}

const places = ["none", "10km", "1km"] as const satisfies readonly Keep["place"][];

type TickProps = { name: string; on: boolean; isLocked: boolean; set: (on: boolean) => void; children: string };

function Tick({ name, on, isLocked, set, children }: TickProps) {
	return (
		<label class="choice">
			<input
				type="checkbox"
				data-keep={name}
				checked={on}
				disabled={isLocked}
				onChange={({ currentTarget }) => set(currentTarget.checked)}
			/>
			<span>{children}</span>
		</label>
	);
}
