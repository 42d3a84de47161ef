// A pause for the tab that the popup is about, and the way back.
import { longestPause } from "../core/tab-messages";
import { pauseTab } from "../platform/tabs";
import { language, words } from "../platform/words";
import type { GuardedPageProps } from "./page-state";

export function Pause({ tabId, status: { guarded, pausedUntil }, again }: GuardedPageProps) {
	if (!guarded) return undefined;
	const set = (until: number) => pauseTab(tabId, until).then(again);
	if (pausedUntil === 0) {
		return (
			<button type="button" data-pause onClick={() => set(Date.now() + longestPause)}>
				{words("pause")}
			</button>
		);
	}
	const time = new Intl.DateTimeFormat(language(), { timeStyle: "short" }).format(pausedUntil);
	return (
		<section class="warning">
			<p data-paused>{words("pausedUntil", time)}</p>
			<button type="button" data-resume onClick={() => set(0)}>
				{words("resume")}
			</button>
		</section>
	);
}
