// The welcome page: what it does, what it can see, and the tabs that must be loaded again first.
import { browser } from "../platform/browser";
import { reloadTabs, unguardedTabs } from "../platform/tabs";
import { plural, words } from "../platform/words";
import { mount } from "../ui/mount";
import { usePromise } from "../ui/use-promise";

const steps = ["welcomeHolds", "welcomeSays", "welcomeStrips"] as const;
const promises = ["promiseNoNetwork", "promisePages", "promiseMemory", "promiseLimits"] as const;

/** A tab that is being loaded again is not guarded yet: looked at once more after these times, in ms. */
const untilLoaded = [500, 1500, 4000, 10_000];

function Welcome() {
	const tabs = usePromise(unguardedTabs);
	const reload = async () => {
		await reloadTabs(tabs.value ?? []);
		for (const wait of untilLoaded) setTimeout(tabs.again, wait);
	};
	return (
		<>
			<h1>{words("welcomeTitle")}</h1>
			<ol>
				{steps.map((step) => (
					<li key={step}>{words(step)}</li>
				))}
			</ol>
			{tabs.value && tabs.value.length > 0 && (
				<section class="warning">
					<p>{plural("tabsNeedReload", tabs.value.length)}</p>
					<button type="button" class="primary" onClick={reload}>
						{words("reloadThem")}
					</button>
				</section>
			)}
			<section>
				<h2>{words("promisesTitle")}</h2>
				<ul>
					{promises.map((promise) => (
						<li key={promise}>{words(promise)}</li>
					))}
				</ul>
			</section>
			<button type="button" data-open-options onClick={() => browser.runtime.openOptionsPage()}>
				{words("openOptions")}
			</button>
		</>
	);
}

mount(<Welcome />);
