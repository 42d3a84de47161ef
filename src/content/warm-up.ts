// Loads the guard's frame a moment before it is needed: nothing of it runs in a page until a file is likely to come.
import { isFileInput } from "./realms";

export function warmUp(warm: () => void, signal: AbortSignal): void {
	const options = { capture: true, passive: true, signal };
	window.addEventListener(
		"dragenter",
		(event) => {
			if (event.isTrusted && event.dataTransfer?.types.includes("Files")) warm();
		},
		options,
	);
	window.addEventListener(
		"click",
		(event) => {
			// Scripted clicks too: that is how most pages open their hidden input.
			if (isFileInput(event.composedPath()[0])) warm();
		},
		options,
	);
}
