// Makes what only the page's own world can make: a DataTransfer, and a paste, that the page can read.
import * as bellEvents from "../core/bell-events";
import type { ToPage, TransferContent } from "../core/page-line";
import { dress } from "./dress";
import {
	addItem,
	addListener,
	ClipboardEvent,
	clipboardTransfer,
	DataTransfer,
	DragEvent,
	dispatch,
	Event,
	probe,
	removeListener,
	setString,
	submitterOf,
	transferItems,
} from "./natives";

/** Does what content/ asked for, and hands it over on the bell. */
export function mint(bell: EventTarget, { type, id, content }: ToPage & { type: "transfer" | "paste" }): void {
	if (type === "transfer") {
		const dataTransfer = new DataTransfer();
		fill(dataTransfer, content);
		dispatch(bell, new DragEvent(bellEvents.transfer(id), { dataTransfer }));
	} else {
		const target = whereTo(bell, id);
		const isLeft = target !== undefined && dispatch(target, pasteOf(content));
		dispatch(bell, new Event(bellEvents.pasted(id), { cancelable: isLeft }));
	}
}

/** The element that content/ means: it rings back while it is being asked. */
function whereTo(bell: EventTarget, id: number): EventTarget | undefined {
	let target: EventTarget | undefined;
	const take = (event: globalThis.Event) => {
		target = probe(submitterOf, event) ?? undefined;
	};
	addListener(bell, bellEvents.here(id), take);
	dispatch(bell, new Event(bellEvents.whereTo(id)));
	removeListener(bell, bellEvents.here(id), take);
	return target;
}

/** Firefox ignores the files of a `clipboardData` given to the constructor, but takes items added afterwards. */
function pasteOf(content: TransferContent): Event {
	const event = new ClipboardEvent("paste", {
		bubbles: true,
		cancelable: true,
		composed: true,
		clipboardData: new DataTransfer(),
	});
	const clipboard = clipboardTransfer(event);
	if (clipboard) fill(clipboard, content);
	return event;
}

function fill(transfer: DataTransfer, content: TransferContent): void {
	for (let index = 0; index < content.strings.length; index++) {
		const string = content.strings[index];
		if (string) setString(transfer, string.type, string.data);
	}
	const items = transferItems(transfer);
	const files = dress(content);
	for (let index = 0; index < files.length; index++) {
		const file = files[index];
		if (file) addItem(items, file);
	}
}
