// Holds files that a person pastes. A paste of text alone is not touched.
import type { Holder } from "./held-files";
import { inDocument } from "./in-document";
import type { PageLine } from "./page-line";
import { innermostTarget } from "./shadow-roots";
import { stringsOf } from "./transfer-strings";

export function holdPastes(page: PageLine, holder: Holder, scope: Window, signal: AbortSignal): void {
	scope.addEventListener(
		"paste",
		(event) => {
			const { clipboardData } = event;
			const files = [...(clipboardData?.files ?? [])];
			if (!event.isTrusted || !holder.isGuarded() || files.length === 0 || !clipboardData) return;
			const target = innermostTarget(event, (root) => root.activeElement ?? undefined);
			if (!target) return;
			// Both: a paste that is stopped but not cancelled goes on as `beforeinput`, files and all.
			event.stopImmediatePropagation();
			event.preventDefault();
			const strings = stringsOf(clipboardData);
			const caret = rememberCaret(target);
			holder.hold({
				way: "paste",
				files,
				receiver: () => inDocument(target),
				release: (released) =>
					page.paste({ files: released, paths: namesOf(released), strings, directories: "whole" }, () => {
						caret.restore();
						const onto = inDocument(target);
						return onto instanceof HTMLElement ? onto : document.body;
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
	const { activeElement } = document;
	const selection = document.getSelection();
	const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : undefined;
	const isInShadow = target.getRootNode() !== document;
	return {
		restore() {
			const element = isInShadow || !activeElement || activeElement === document.body ? target : activeElement;
			if (element instanceof HTMLElement && !element.matches(":focus")) element.focus({ preventScroll: true });
			if (range?.startContainer.isConnected && element.contains(range.startContainer)) {
				selection?.removeAllRanges();
				selection?.addRange(range);
			}
		},
	};
}
