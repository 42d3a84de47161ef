// Makes what only the page's own world can make: a DataTransfer, and a paste, that the page can read.
import type { ToPage, TransferString } from "../core/page-port";
import {
	addItem,
	addListener,
	ClipboardEvent,
	clipboardTransfer,
	DataTransfer,
	DragEvent,
	dispatch,
	Event,
	pathOf,
	removeListener,
	setString,
	stopEvent,
	transferItems,
} from "./natives";

/** Does what content/ asked for. */
export function mint(message: ToPage): void {
	switch (message.type) {
		case "transfer": {
			const dataTransfer = new DataTransfer();
			fill(dataTransfer, message.files, message.strings);
			dispatch(window, new DragEvent(message.carrier, { dataTransfer }));
			return;
		}
		case "paste": {
			const target = askForTarget(message.carrier, message.target);
			if (target) dispatch(target, pasteOf(message.files, message.strings));
			return;
		}
	}
}

/** The element that content/ means: it dispatches `answer` there while `carrier` is being dispatched. */
function askForTarget(carrier: string, answer: string): EventTarget | undefined {
	let target: EventTarget | undefined;
	const take = (event: Event) => {
		stopEvent(event);
		target = pathOf(event)[0];
	};
	addListener(window, answer, take, true);
	dispatch(window, new Event(carrier));
	removeListener(window, answer, take, true);
	return target;
}

/** Firefox ignores the files of a `clipboardData` given to the constructor, but takes items added afterwards. */
function pasteOf(files: readonly File[], strings: readonly TransferString[]): Event {
	const event = new ClipboardEvent("paste", {
		bubbles: true,
		cancelable: true,
		composed: true,
		clipboardData: new DataTransfer(),
	});
	const clipboard = clipboardTransfer(event);
	if (clipboard) fill(clipboard, files, strings);
	return event;
}

function fill(transfer: DataTransfer, files: readonly File[], strings: readonly TransferString[]): void {
	for (let index = 0; index < strings.length; index++) {
		const string = strings[index];
		if (string) setString(transfer, string.type, string.data);
	}
	const items = transferItems(transfer);
	for (let index = 0; index < files.length; index++) {
		const file = files[index];
		if (file) addItem(items, file);
	}
}
