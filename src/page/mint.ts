// Makes what only the page's own world can make: a DataTransfer, and a paste, that the page can read.
import { bellEvents, type ToPage, type TransferString } from "../core/page-line";
import {
	addItem,
	addListener,
	ClipboardEvent,
	clipboardTransfer,
	DataTransfer,
	DragEvent,
	dispatch,
	Event,
	MouseEvent,
	relatedTargetOf,
	removeListener,
	setString,
	transferItems,
} from "./natives";

/** Does what content/ asked for, and hands it over on the bell. */
export function mint(bell: EventTarget, message: ToPage & { type: "transfer" | "paste" }): void {
	if (message.type === "transfer") {
		const dataTransfer = transferOf(message.files, message.strings);
		dispatch(bell, new DragEvent(bellEvents.transfer(message.id), { dataTransfer }));
	} else {
		const target = whereTo(bell, message.id);
		if (target) dispatch(target, pasteOf(message.files, message.strings));
	}
}

/** A DataTransfer with these files and strings. */
export function transferOf(files: ArrayLike<File>, strings: readonly TransferString[]): DataTransfer {
	const transfer = new DataTransfer();
	fill(transfer, files, strings);
	return transfer;
}

/** The element that content/ means: it rings back while it is being asked. */
function whereTo(bell: EventTarget, id: number): EventTarget | undefined {
	let target: EventTarget | undefined;
	const take = (event: globalThis.Event) => {
		target = (event instanceof MouseEvent && relatedTargetOf(event)) || undefined;
	};
	addListener(bell, bellEvents.here(id), take);
	dispatch(bell, new Event(bellEvents.whereTo(id)));
	removeListener(bell, bellEvents.here(id), take);
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

function fill(transfer: DataTransfer, files: ArrayLike<File>, strings: readonly TransferString[]): void {
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
