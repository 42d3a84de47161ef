// Holds files and directories that a person drops, and leaves alone what is dragged within the page.
import { droppedFiles, entriesOf } from "./dropped-files";
import type { Holder } from "./held-files";
import { inDocument } from "./in-document";
import { sayNotAttached } from "./let-go-unchecked";
import type { PageLine } from "./page-line";
import { putIntoInput } from "./put-into-input";
import { isFileInput } from "./realms";
import { innermostTarget } from "./shadow-roots";
import { stringsOf } from "./transfer-strings";
import { withPaths } from "./with-paths";

export function holdDrops(page: PageLine, holder: Holder, scope: Window, signal: AbortSignal): void {
	let draggedByPage = false;
	const listen = <Type extends "dragstart" | "dragend" | "drop">(type: Type, listener: (event: DragEvent) => void) =>
		scope.addEventListener(type, listener, { capture: true, signal });
	listen("dragstart", (event) => {
		draggedByPage = event.isTrusted;
	});
	listen("dragend", () => {
		draggedByPage = false;
	});

	listen("drop", async (event) => {
		const { dataTransfer: transfer, clientX, clientY } = event;
		if (!event.isTrusted || !holder.isGuarded() || !transfer || transfer.files.length === 0) return;
		const target = innermostTarget(event, (root) => root.elementFromPoint(clientX, clientY) ?? undefined);
		if (!target) return;
		const entries = entriesOf(transfer);
		// An image dragged within the page carries a File in Chromium, yet it is the page's own. It alone has no entry.
		if (draggedByPage && entries.length === 0) return;
		event.stopImmediatePropagation();
		event.preventDefault();
		let strings = stringsOf(transfer);
		const replay = dropInit(event);
		// Directories take their time: another conversation may be open by then.
		const conversation = holder.conversationOf(target);
		// A transfer is empty once its event is over: what is in it was taken above, only directories are walked later.
		const given = [...transfer.files];
		const dropped = await droppedFiles(given, entries).catch(() => undefined);
		const receiver = () => inDocument(target);
		// Ends the overlay that the page shows while something is being dragged over it.
		const leave = () => void receiver().dispatchEvent(new DragEvent("dragleave", replay));
		if (!dropped) {
			leave();
			return sayNotAttached(given); // too much in a directory, or something that could not be read
		}
		if (dropped.length === 0) return leave(); // nothing but empty directories
		const paths = dropped.map(({ path }) => path);
		await holder.hold({
			way: "drop",
			conversation,
			files: dropped.map(({ file }) => file),
			receiver,
			async release(released, mayGo) {
				const dataTransfer = await page.mintTransfer({ ...withPaths(released, paths), strings, directories: "whole" });
				let given = false;
				const drop = () => {
					given = mayGo();
					return given && receiver().dispatchEvent(new DragEvent("drop", { ...replay, dataTransfer }));
				};
				// What a script makes has no default action: an input is filled by hand, unless the page has taken the drop.
				if (isFileInput(receiver())) await putIntoInput(page, receiver, released, paths, drop);
				else drop();
				// Of what came beside them the page gets nothing twice.
				if (given) strings = [];
				return given;
			},
			cancel: leave,
		});
	});
}

function dropInit(event: DragEvent): DragEventInit {
	const { clientX, clientY, screenX, screenY, ctrlKey, shiftKey, altKey, metaKey } = event;
	const where = { clientX, clientY, screenX, screenY, ctrlKey, shiftKey, altKey, metaKey };
	return { ...where, bubbles: true, cancelable: true, composed: true, view: window };
}
