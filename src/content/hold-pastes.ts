// Holds files that a person pastes. A paste of text alone is not touched.

import type { TransferString } from "../core/page-line";
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
			let strings = stringsOf(clipboardData);
			const caret = rememberCaret(target);
			holder.hold({
				way: "paste",
				files,
				receiver: () => inDocument(target),
				async release(all, mayGo) {
					const released = all.filter((file) => file !== undefined);
					const content = { files: released, paths: namesOf(released), strings, directories: "whole" } as const;
					const pasted = await page.paste(content, () => {
						if (!mayGo()) return undefined;
						caret.restore();
						const onto = inDocument(target);
						return onto instanceof HTMLElement ? onto : document.body;
					});
					if (pasted === "left") insert(strings, released);
					if (pasted === "nowhere") return false;
					strings = []; // of what came beside them the page gets nothing twice
					return true;
				},
				cancel: () => caret.restore(),
			});
		},
		{ capture: true, signal },
	);
}

/** What the browser does with a paste that no listener takes: a script-made one it leaves alone. */
function insert(strings: readonly TransferString[], files: readonly File[]): void {
	const text = strings.find(({ type }) => type === "text/plain")?.data;
	if (text) document.execCommand("insertText", false, text);
	const { activeElement } = document;
	if (!(activeElement instanceof HTMLElement) || activeElement.contentEditable !== "true") return;
	for (const file of files) {
		if (file.type.startsWith("image/")) document.execCommand("insertImage", false, URL.createObjectURL(file));
	}
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
