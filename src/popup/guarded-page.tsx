// A page that is guarded: a switch, which ways in are watched, and what is read there now.
import type { TabStatus } from "../core/tab-messages";
import { changeSettings, loadSettings } from "../platform/settings-store";
import { words } from "../platform/words";
import { Diagnostics } from "./diagnostics";
import { ReadsNow } from "./reads-now";
import { TeachName } from "./teach-name";

export type GuardedPageProps = { tabId: number; url: string; status: TabStatus; again: () => void };

export function GuardedPage(page: GuardedPageProps) {
	const { messenger, messengerName, guarded, pageWorld } = page.status;
	const toggle = async () => {
		const { unguarded } = await loadSettings();
		const others = unguarded.filter((id) => id !== messenger);
		await changeSettings({ unguarded: guarded ? [...others, messenger] : others });
		page.again();
	};
	return (
		<>
			<section>
				<label class="choice">
					<input type="checkbox" checked={guarded} onChange={toggle} />
					<span>{words("guardMessenger", messengerName)}</span>
				</label>
				{guarded && (
					<p class={pageWorld ? "small" : "warning"} data-ways={pageWorld ? "all" : "some"}>
						{words(pageWorld ? "waysAll" : "waysSome")}
					</p>
				)}
			</section>
			<ReadsNow {...page} />
			<TeachName {...page} />
			<Diagnostics {...page} />
		</>
	);
}
