// Holds files that a person pastes. A paste of text alone is not touched.
import type { Holder } from "./held-files";
import { inDocument } from "./in-document";
import type { PageLine } from "./page-line";
import { stringsOf } from "./transfer-strings";

export function holdPastes(page: PageLine, holder: Holder, signal: AbortSignal): void {
	window.addEventListener(
		"paste",
		(event) => {
			const files = [...(event.clipboardData?.files ?? [])];
			const target = event.composedPath()[0];
			if (
				!event.isTrusted ||
				!holder.isGuarded() ||
				files.length === 0 ||
				!event.clipboardData ||
				!(target instanceof Element)
			)
				return;
			// Both: a paste that is stopped but not cancelled goes on as `beforeinput`, files and all.
			event.stopImmediatePropagation();
			event.preventDefault();
			const strings = stringsOf(event.clipboardData);
			const caret = rememberCaret(target);
			holder.hold({
				way: "paste",
				files,
				receiver: () => inDocument(target),
				release: (released) =>
					page.paste({ files: released, paths: namesOf(released), strings, directories: "whole" }, () => {
						caret.restore();
						return inDocument(target);
					}),
				cancel: () => caret.restore(),
			});
		},
		{ capture: true, signal },
	);
}

function namesOf(files: readonly File[]): string[] {
	return files.map(({ name }) => name);
}

/** Messengers take a paste only where the focus is, at the caret: the dialog has had both meanwhile. */
function rememberCaret(target: Element): { restore(): void } {
	const focused = document.activeElement;
	const selection = document.getSelection();
	const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : undefined;
	return {
		restore() {
			const element = focused instanceof HTMLElement && focused !== document.body ? focused : target;
			if (element instanceof HTMLElement && element !== document.activeElement) element.focus({ preventScroll: true });
			if (range?.startContainer.isConnected && element.contains(range.startContainer)) {
				selection?.removeAllRanges();
				selection?.addRange(range);
			}
		},
	};
}
