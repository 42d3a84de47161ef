// What is remembered of whom: seen, searched, forgotten, saved to a file and read back.
import { exportMemory, forget, forgetAll, importMemory, listRemembered, type Remembered } from "../platform/memory";
import { language, plural, words } from "../platform/words";
import { usePromise } from "../ui/use-promise";
import { FileMoves } from "./file-moves";
import { messengerName } from "./messenger-name";
import { useMatches } from "./search";
import { Section } from "./section";

/** Shown at once: more are found by searching. */
const shownAtOnce = 200;

export function Memory() {
	const { value: remembered, again } = usePromise(listRemembered);
	const matches = useMatches();
	if (!remembered) return undefined;
	const found = remembered.filter(({ contact: { names, address = "" } }) => matches([...names, address].join(" ")));
	// Nobody of that name: then the search is for something else in this section.
	const shown = (found.length > 0 ? found : remembered).slice(0, shownAtOnce);
	return (
		<Section title="memoryTitle" why="memoryWhy">
			{remembered.length === 0 && <p>{words("memoryEmpty")}</p>}
			{remembered.length > 0 && (
				<ul class="rows">
					{shown.map((one) => (
						<Contact key={JSON.stringify([one.account, one.contact.key])} one={one} again={again} />
					))}
				</ul>
			)}
			<div class="actions">
				<FileMoves name="memory" save={exportMemory} readBack={importMemory} again={again} />
				{remembered.length > 0 && (
					<button type="button" class="danger" data-wipe onClick={() => forgetAll().then(again)}>
						{words("forgetAll")}
					</button>
				)}
			</div>
		</Section>
	);
}

function Contact({ one, again }: { one: Remembered; again: () => void }) {
	const { account, contact } = one;
	const [name = contact.key] = contact.names;
	const date = new Intl.DateTimeFormat(language(), { dateStyle: "medium" });
	const about = [messengerName(account), plural("times", contact.sends), date.format(contact.last)];
	return (
		<li class="row" data-confirmed={name}>
			<span>
				<bdi>{name}</bdi> <span class="small">{about.join(" · ")}</span>
			</span>
			<button type="button" onClick={() => forget(one).then(again)} aria-label={words("forgetOne", name)}>
				{words("forget")}
			</button>
		</li>
	);
}
