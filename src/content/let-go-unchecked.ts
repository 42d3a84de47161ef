// The last resort, when the guard itself cannot be asked: the browser's own question, which a page can neither see nor answer.
import type { Guarding } from "../core/guarding";
import { api } from "./extension-api";
import type { HeldFiles } from "./held-files";

/** More would fill the screen. */
const namesShown = 10;

/** `hold`: asks whether to hand over the files as they are; without a yes nothing is attached. `release`: does, and says so. */
export async function letGoUnchecked(held: HeldFiles, settings: Guarding): Promise<void> {
	const mayGo =
		settings.whenGuardFails === "release" ||
		window.confirm(words("guardFailed", "Last Look could not check: $1\n\nAttach anyway, unchecked?", held.files));
	if (!mayGo) return held.cancel();
	try {
		await held.release(held.files, () => true);
	} catch {
		return sayNotAttached(held.files);
	}
	if (settings.whenGuardFails === "release") {
		window.alert(
			words("attachedUnchecked", "Last Look could not check this, so it was attached unchecked: $1", held.files),
		);
	}
}

/** Says that the page did not take the files: nothing was attached, nothing is lost. */
export function sayNotAttached(files: readonly File[]): void {
	window.alert(words("notAttached", "Last Look could not hand this to the page: $1\n\nPlease attach it again.", files));
}

/** After an update the browser refuses even the words: then English ones must do. */
function words(key: string, english: string, files: readonly File[]): string {
	const shown = files.slice(0, namesShown).map(({ name }) => name);
	const names = [...shown, ...(files.length > shown.length ? ["…"] : [])].join(", ");
	try {
		return api.i18n.getMessage(key, names) || english.replace("$1", () => names);
	} catch {
		return english.replace("$1", () => names);
	}
}
