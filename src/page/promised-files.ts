// Files that a page gets by a promise: the pictures on the clipboard, files behind handles from the browser's own dialog.
// content/ reads them in its place: a browser's promise of an original, resolved in this world, could be overheard.
// https://w3c.github.io/clipboard-apis/  https://wicg.github.io/file-system-access/
import type { ToRead } from "../core/page-line";
import { isGuarded, read } from "./line";
import { append } from "./natives";
import { wrapMethod } from "./wrap";

const { ClipboardItem: NativeClipboardItem, DOMException } = globalThis;

export function guardPromisedFiles(): void {
	if (NativeClipboardItem) {
		wrapMethod(globalThis.Clipboard?.prototype, "read", instead({ what: "clipboard" }));
	}
	// Without these all handles are of the page's own storage.
	if (!("showOpenFilePicker" in globalThis)) return;
	wrapMethod<FileSystemFileHandle, unknown[], Promise<unknown>>(
		globalThis.FileSystemFileHandle.prototype,
		"getFile",
		(handle, args, proceed) => instead({ what: "file", handle })(handle, args, proceed),
	);
	wrapMethod<unknown, unknown[], Promise<FileSystemHandle[]>>(globalThis, "showOpenFilePicker", (_self, _args, pick) =>
		isGuarded() ? decided(pick(), (handles) => handles) : pick(),
	);
	wrapMethod<unknown, unknown[], Promise<FileSystemHandle>>(globalThis, "showDirectoryPicker", (_self, _args, pick) =>
		isGuarded() ? decided(pick(), (handle) => [handle]) : pick(),
	);
}

function instead(toRead: ToRead) {
	return (_self: unknown, _args: unknown, proceed: () => Promise<unknown>): Promise<unknown> =>
		isGuarded() ? promised(toRead, proceed) : proceed();
}

/** @param proceed - what the page would have done without us. */
async function promised(toRead: ToRead, proceed: () => Promise<unknown>): Promise<unknown> {
	const reading = await read(toRead);
	switch (reading.status) {
		case "clipboard":
			return clipboardItems(reading.items);
		case "file":
			return reading.file;
		case "decided":
			return undefined;
		case "left":
			return proceed();
		case "cancelled":
			throw toRead.what === "picked"
				? new DOMException("The user aborted a request.", "AbortError")
				: new DOMException("The request is not allowed by the user.", "NotAllowedError");
		case "refused":
			throw new DOMException(reading.message, reading.name);
		default:
			return reading satisfies never;
	}
}

/** One question about everything that was picked, not one for each file when the page reads it. */
async function decided<Picked>(
	picking: Promise<Picked>,
	listed: (picked: Picked) => FileSystemHandle[],
): Promise<Picked> {
	const picked = await picking;
	await promised({ what: "picked", handles: listed(picked) }, () => picking);
	return picked;
}

function clipboardItems(items: readonly Readonly<Record<string, Blob>>[]): ClipboardItem[] {
	const made: ClipboardItem[] = [];
	for (let index = 0; index < items.length; index++) {
		const item = items[index];
		if (item) append(made, new NativeClipboardItem(item));
	}
	return made;
}
