// The one search over the options: a section shows if all that is sought stands in it.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { words } from "../platform/words";

export const SoughtContext = createContext("");

/** Whether a text has every word that is sought. */
export function useMatches(): (text: string) => boolean {
	const sought = useContext(SoughtContext).toLocaleLowerCase().split(/\s+/).filter(Boolean);
	return (text) => {
		const lower = text.toLocaleLowerCase();
		return sought.every((word) => lower.includes(word));
	};
}

export function Search({ sought, seek }: { sought: string; seek: (sought: string) => void }) {
	return (
		<label class="search">
			<span class="label">{words("optionsSearch")}</span>
			<input type="search" value={sought} onInput={({ currentTarget }) => seek(currentTarget.value)} />
		</label>
	);
}
