// What is said where the guard cannot be asked. After an update the browser refuses even the words to the script that it has
// left behind: they are learnt while they can be, and English ones must do where that was too late.
import { api, isAlive } from "./extension-api";

const known = {
	guardFailed: "Last Look could not check: $1\n\nAttach anyway, unchecked?",
	guardGone:
		"Last Look was updated or switched off and cannot check this any more: $1\n\nAttach anyway, unchecked? Load this page again to have files checked.",
	attachedUnchecked: "Last Look could not check this, so it was attached unchecked: $1",
	notAttached: "Last Look could not hand this to the page: $1\n\nPlease attach it again.",
};

/** More names would fill the screen. */
const namesShown = 10;

/** To be called while the extension is there. */
export function learnSentences(): void {
	if (!isAlive()) return;
	let key: keyof typeof known;
	for (key in known) known[key] = api().i18n.getMessage(key, "$1");
}

export function sentence(key: keyof typeof known, names: readonly string[]): string {
	const shown = [...names.slice(0, namesShown), ...(names.length > namesShown ? ["…"] : [])].join(", ");
	return known[key].replace("$1", () => shown);
}
