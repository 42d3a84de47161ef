// Pictures that a page reads off the clipboard by `navigator.clipboard.read()`. Text goes untouched.
// https://w3c.github.io/clipboard-apis/
import { holdOne, isGuarded } from "./line";
import { append, create, getter, sealed, uncurried } from "./natives";
import { wrapMethod } from "./wrap";

const { ClipboardItem: NativeClipboardItem, FormData: NativeFormData } = globalThis;
const typesOf = NativeClipboardItem && getter(NativeClipboardItem.prototype, "types");
const getType = NativeClipboardItem && uncurried(NativeClipboardItem.prototype.getType);
const setBlob = uncurried<FormData, [string, Blob, string], void>(FormData.prototype.set);
const getField = uncurried(FormData.prototype.get);

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
	const items = await sealed(reading);
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
		const blob = await sealed(getType(item, type));
		const file = textTypes[type] === true ? undefined : asFile(blob, nameOf(type));
		blobs[type] = file ? await holdOne("paste", file) : blob;
		hasFile ||= file !== undefined;
	}
	return hasFile ? new NativeClipboardItem(blobs) : item;
}

/** The same bytes with a name. `new File([blob])` would hand them to the page's own array iterator, had it replaced that. */
function asFile(blob: Blob, name: string): File | undefined {
	const form = new NativeFormData();
	setBlob(form, "file", blob, name);
	const field = getField(form, "file");
	return typeof field === "string" || field === null ? undefined : field;
}

/** As browsers name a pasted picture. */
function nameOf(type: string): string {
	return type === "image/svg+xml" ? "image.svg" : "image.png";
}
