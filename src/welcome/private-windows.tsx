// Private windows: whether Last Look runs there, and how to let it.
import { browser } from "../platform/browser";
import { words } from "../platform/words";
import { usePromise } from "../ui/use-promise";

/** Firefox lets no extension open the page with its own switches. */
const isFirefox = location.protocol === "moz-extension:";

export function PrivateWindows() {
	const { value: isAllowed } = usePromise(() => browser.extension.isAllowedIncognitoAccess());
	if (isAllowed === undefined) return undefined;
	return (
		<section class="panel" aria-labelledby="privateTitle" data-private={isAllowed}>
			<h2 id="privateTitle">{words("privateTitle")}</h2>
			<p>{words(isAllowed ? "privateOn" : isFirefox ? "privateHowFirefox" : "privateHowChrome")}</p>
			{!isAllowed && !isFirefox && (
				<button
					type="button"
					onClick={() => browser.tabs.create({ url: `chrome://extensions/?id=${browser.runtime.id}` })}
				>
					{words("privateOpen")}
				</button>
			)}
			<p class="small">{words("privateMemory")}</p>
		</section>
	);
}
