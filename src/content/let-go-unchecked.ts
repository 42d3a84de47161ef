// The last resort, when the guard itself cannot be asked: the browser's own question, which a page can neither see nor answer.
import type { Settings } from "../core/settings";
import { api } from "./extension-api";
import type { HeldFiles } from "./held-files";

/** `hold`: asks whether to hand over the files as they are; without a yes nothing is attached. `release`: does, and says so. */
export async function letGoUnchecked(held: HeldFiles, settings: Settings): Promise<void> {
	const mayGo =
		settings.whenGuardFails === "release" ||
		window.confirm(words("guardFailed", "Last Look could not check: $1\n\nAttach anyway, unchecked?", held));
	if (!mayGo) return held.cancel();
	try {
		await held.release(held.files);
	} catch {
		return sayNotAttached(held);
	}
	if (settings.whenGuardFails === "release") {
		window.alert(words("attachedUnchecked", "Last Look could not check this, so it was attached unchecked: $1", held));
	}
}

/** Says that the page did not take the files: nothing was attached, nothing is lost. */
export function sayNotAttached(held: HeldFiles): void {
	window.alert(words("notAttached", "Last Look could not hand this to the page: $1\n\nPlease attach it again.", held));
}

/** After an update the browser refuses even the words: then English ones must do. */
function words(key: string, english: string, { files }: HeldFiles): string {
	const names = files.map((file) => file.name).join(", ");
	try {
		return api.i18n.getMessage(key, names) || english.replace("$1", () => names);
	} catch {
		return english.replace("$1", () => names);
	}
}
