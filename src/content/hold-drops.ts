// Holds files that a person drops, and leaves alone what is dragged within the page.
import type { Holder } from "./held-files";
import { inDocument } from "./in-document";
import type { PageLine } from "./page-line";
import { isFileInput, putIntoInput } from "./put-into-input";
import { stringsOf } from "./transfer-strings";

export function holdDrops(page: PageLine, holder: Holder, signal: AbortSignal): void {
	let draggedByPage = false;
	const listen = (type: string, listener: (event: Event) => void) =>
		window.addEventListener(type, listener, { capture: true, signal });
	listen("dragstart", (event) => {
		draggedByPage = event.isTrusted;
	});
	listen("dragend", () => {
		draggedByPage = false;
	});

	listen("drop", (event) => {
		if (!event.isTrusted || !holder.isGuarded() || !(event instanceof DragEvent) || !event.dataTransfer) return;
		const files = [...event.dataTransfer.files];
		const target = event.composedPath()[0];
		if (files.length === 0 || !(target instanceof Element)) return;
		// An image dragged within the page carries a File in Chromium, yet it is the page's own.
		if (draggedByPage && !hasEntries(event.dataTransfer)) return;
		event.stopImmediatePropagation();
		event.preventDefault();
		const strings = stringsOf(event.dataTransfer);
		const replay = dropInit(event);
		holder.hold({
			way: "drop",
			files,
			receiver: () => inDocument(target),
			async release(released) {
				// A script-made drop has no default action: onto an input it must be put there by hand.
				if (isFileInput(target)) return putIntoInput(page, target, accepted(target, released));
				const dataTransfer = await page.mintTransfer(released, strings);
				target.dispatchEvent(new DragEvent("drop", { ...replay, dataTransfer }));
			},
			// Ends the overlay that the page shows while something is being dragged over it.
			cancel: () => target.dispatchEvent(new DragEvent("dragleave", replay)),
		});
	});
}

/** Files from the disk have entries; the picture of a page has none. Without one, a missed `dragend` could leak. */
function hasEntries(transfer: DataTransfer): boolean {
	return [...transfer.items].some((item) => item.webkitGetAsEntry() !== null);
}

/** What the browser itself would have let in. */
function accepted(input: HTMLInputElement, files: readonly File[]): readonly File[] {
	return input.multiple ? files : files.slice(0, 1);
}

function dropInit(event: DragEvent): DragEventInit {
	const { clientX, clientY, screenX, screenY, ctrlKey, shiftKey, altKey, metaKey } = event;
	const where = { clientX, clientY, screenX, screenY, ctrlKey, shiftKey, altKey, metaKey };
	return { ...where, bubbles: true, cancelable: true, composed: true, view: window };
}
