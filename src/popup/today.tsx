// What was done today, in numbers.
import { tallyOf } from "../platform/tally";
import { plural, words } from "../platform/words";
import { usePromise } from "../ui/use-promise";

export function Today() {
	const { value: tally } = usePromise(() => tallyOf(new Date()));
	if (!tally) return undefined;
	const { looked, stripped, asked } = tally;
	return (
		<section class="panel" aria-labelledby="today">
			<h2 id="today">{words("today")}</h2>
			{looked === 0 ? (
				<p class="small">{words("todayNothing")}</p>
			) : (
				<ul class="numbers">
					<li data-looked={looked}>{plural("todayLooked", looked)}</li>
					<li data-stripped={stripped}>{plural("todayStripped", stripped)}</li>
					<li data-asked={asked}>{plural("todayAsked", asked)}</li>
				</ul>
			)}
		</section>
	);
}
