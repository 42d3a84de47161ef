// Pictures that a page reads off the clipboard by `navigator.clipboard.read()`. Text goes untouched.
// https://w3c.github.io/clipboard-apis/
import { holdOne, isGuarded } from "./line";
import { append, create, getter, uncurried } from "./natives";
import { wrapMethod } from "./wrap";

const { ClipboardItem: NativeClipboardItem, File: NativeFile } = globalThis;
const typesOf = NativeClipboardItem && getter(NativeClipboardItem.prototype, "types");
const getType = NativeClipboardItem && uncurried(NativeClipboardItem.prototype.getType);

/** Formats that are text and no file. */
const textTypes: Readonly<Record<string, true>> = { "text/plain": true, "text/html": true, "text/uri-list": true };

export function guardClipboardRead(): void {
	if (!NativeClipboardItem) return;
	wrapMethod<Clipboard, unknown[], Promise<ClipboardItem[]>>(
		globalThis.Clipboard?.prototype,
		"read",
		(_clipboard, _args, proceed) => (isGuarded() ? heldItems(proceed()) : proceed()),
	);
}

async function heldItems(reading: Promise<ClipboardItem[]>): Promise<ClipboardItem[]> {
	const items = await reading;
	const held: ClipboardItem[] = [];
	for (let index = 0; index < items.length; index++) {
		const item = items[index];
		if (item) append(held, await heldItem(item));
	}
	return held;
}

async function heldItem(item: ClipboardItem): Promise<ClipboardItem> {
	const types = typesOf(item);
	const blobs: Record<string, Blob> = create(null);
	let hasFile = false;
	for (let index = 0; index < types.length; index++) {
		const type = types[index];
		if (type === undefined) continue;
		const blob = await getType(item, type);
		const isFile = textTypes[type] !== true;
		blobs[type] = isFile ? await holdOne("paste", new NativeFile([blob], nameOf(type), { type })) : blob;
		hasFile ||= isFile;
	}
	return hasFile ? new NativeClipboardItem(blobs) : item;
}

/** As browsers name a pasted picture. */
function nameOf(type: string): string {
	return type === "image/svg+xml" ? "image.svg" : "image.png";
}
