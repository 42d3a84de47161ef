// The ways to a name that a person has shown, to be changed by hand: for those who know how pages are made.
import { useState } from "preact/hooks";
import { intoTree } from "../core/taught-name";
import { changeTaughtName } from "../platform/taught-names";
import { words } from "../platform/words";

type Props = { origin: string; selectors: readonly string[]; changed: () => void };

export function TaughtWays({ origin, selectors, changed }: Props) {
	/** As it was written last: what is refused is there still, to be mended. */
	const [text, setText] = useState(selectors.join("\n"));
	const [refused, setRefused] = useState<string>();
	const change = async (written: string) => {
		const ways = written.split("\n").flatMap((line) => line.trim() || []);
		const wrong = ways.find((way) => !isSelector(way));
		setText(written);
		setRefused(
			ways.length === 0 ? words("taughtNothingLeft", words("forget")) : wrong && words("taughtRefused", wrong),
		);
		if (wrong !== undefined || ways.length === 0) return;
		await changeTaughtName(origin, ways);
		changed();
	};
	return (
		<details class="ways">
			<summary>{words("taughtChange")}</summary>
			<label>
				{words("taughtWays", new URL(origin).host)}
				<textarea
					rows={selectors.length + 1}
					spellcheck={false}
					dir="ltr"
					value={text}
					onChange={({ currentTarget }) => change(currentTarget.value)}
				/>
			</label>
			{refused !== undefined && <p role="alert">{refused}</p>}
		</details>
	);
}

function isSelector(way: string): boolean {
	const nowhere = document.createDocumentFragment();
	try {
		for (const css of way.split(intoTree)) nowhere.querySelector(css);
		return true;
	} catch {
		return false;
	}
}
