// A page that is guarded: a switch, which ways in are watched, and what is read there now.
import { isDecided, mayPause } from "../core/managed";
import { DecidedNote } from "../options/controls";
import { changeSettings, loadChoices, loadSettings } from "../platform/settings-store";
import { words } from "../platform/words";
import { usePromise } from "../ui/use-promise";
import { Diagnostics } from "./diagnostics";
import type { GuardedPageProps } from "./page-state";
import { Pause } from "./pause";
import { ReadsNow } from "./reads-now";
import { TeachName } from "./teach-name";

export function GuardedPage(page: GuardedPageProps) {
	const { messenger, messengerName, guarded, pageWorld } = page.status;
	const { value: choices } = usePromise(loadChoices);
	const managed = choices?.managed;
	const locked = managed !== undefined && isDecided(managed, "unguarded");
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
					<input type="checkbox" data-guarded checked={guarded} disabled={locked} onChange={toggle} />
					<span>{words("guardMessenger", messengerName)}</span>
				</label>
				{locked && <DecidedNote />}
				{guarded && (
					<p class={pageWorld ? "small" : "warning"} data-ways={pageWorld ? "all" : "some"}>
						{words(pageWorld ? "waysAll" : "waysSome")}
					</p>
				)}
			</section>
			<ReadsNow {...page} />
			{managed && mayPause(managed) && <Pause {...page} />}
			<TeachName {...page} />
			<Diagnostics {...page} />
		</>
	);
}
