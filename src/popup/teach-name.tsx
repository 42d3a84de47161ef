// Where a page's name can't be told, or is told wrongly, the person shows where it stands.
import { browser } from "../platform/browser";
import { forgetTaughtName } from "../platform/taught-names";
import { words } from "../platform/words";
import type { GuardedPageProps } from "./page-state";

export function TeachName({ tabId, url, status: { messenger, conversation, taught }, again }: GuardedPageProps) {
	const isNeeded =
		messenger === "generic" || (conversation.status === "untold" && conversation.reason === "page-not-understood");
	if (!isNeeded && !taught) return undefined;
	const point = async () => {
		await browser.scripting.executeScript({ target: { tabId }, files: ["/src/on-demand/teach-name.js"] });
		window.close();
	};
	return (
		<section>
			<button type="button" class="more" data-teach onClick={point}>
				{words(taught ? "teachAgain" : "teachName")}
			</button>
			{taught && (
				<button
					type="button"
					class="more"
					data-forget-taught
					onClick={() => forgetTaughtName(new URL(url).origin).then(again)}
				>
					{words("forgetTaught")}
				</button>
			)}
		</section>
	);
}
