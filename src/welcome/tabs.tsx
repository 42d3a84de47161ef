// The tabs that were open before, and must be loaded again first.
import { reloadTabs, unguardedTabs } from "../platform/tabs";
import { plural, words } from "../platform/words";
import { usePromise } from "../ui/use-promise";

/** A tab that is being loaded again is not guarded yet: looked at once more after these times, in ms. */
const untilLoaded = [500, 1500, 4000, 10_000];

export function Tabs() {
	const { value: tabs = [], again } = usePromise(unguardedTabs);
	if (tabs.length === 0) return undefined;
	const reload = async () => {
		await reloadTabs(tabs);
		for (const wait of untilLoaded) setTimeout(again, wait);
	};
	return (
		<section class="panel warning" aria-label={words("reloadThem")}>
			<p>{plural("tabsNeedReload", tabs.length)}</p>
			<button type="button" class="primary" data-reload-tabs onClick={reload}>
				{words("reloadThem")}
			</button>
		</section>
	);
}
