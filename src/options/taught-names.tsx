// The options' list of sites on which the person has shown where the name stands: changed, forgotten, saved to a file and read back from one.
import { exportTaughtNames, forgetTaughtName, importTaughtNames, listTaughtNames } from "../platform/taught-names";
import { words } from "../platform/words";
import { usePromise } from "../ui/use-promise";
import { useChoices } from "./choices";
import { FileMoves } from "./file-moves";
import { Section } from "./section";
import { TaughtWays } from "./taught-ways";

export function TaughtNames() {
	const { saved } = useChoices();
	const { value: taught = {}, again } = usePromise(listTaughtNames);
	const origins = Object.keys(taught).sort();
	return (
		<Section title="taughtTitle" why="taughtWhy">
			{origins.length > 0 && (
				<ul class="rows">
					{origins.map((origin) => (
						<li key={origin} class="row" data-taught={origin}>
							<bdi>{new URL(origin).host}</bdi>
							<button type="button" onClick={() => forgetTaughtName(origin).then(again).then(saved)}>
								{words("forget")}
							</button>
							<TaughtWays
								origin={origin}
								selectors={taught[origin]?.selectors ?? []}
								changed={() => {
									again();
									saved();
								}}
							/>
						</li>
					))}
				</ul>
			)}
			<div class="actions">
				<FileMoves name="taught" save={exportTaughtNames} readBack={importTaughtNames} again={again} />
			</div>
		</Section>
	);
}
