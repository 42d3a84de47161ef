// A pause for the tab that the popup is about, and the way back.
import { mayPause } from "../core/managed";
import { longestPause } from "../core/tab-messages";
import { loadChoices } from "../platform/settings-store";
import { pauseTab } from "../platform/tabs";
import { language, words } from "../platform/words";
import { usePromise } from "../ui/use-promise";
import type { GuardedPageProps } from "./guarded-page";

export function Pause({ tabId, status: { guarded, pausedUntil }, again }: GuardedPageProps) {
	const { value: choices } = usePromise(loadChoices);
	if (!choices || !guarded || !mayPause(choices.managed)) return undefined;
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
