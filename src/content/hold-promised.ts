// Holds what a page reads by a promise: pictures on the clipboard, files behind handles of the browser's own dialog.
import type { ReleasedFiles, WayIn } from "../core/attachment";
import type { Reading, ToRead } from "../core/page-line";
import type { Holder } from "./held-files";
import { focused } from "./in-document";
import { filesBehind } from "./walked-files";

/** Formats of the clipboard that are text and no file. */
const textTypes: readonly string[] = ["text/plain", "text/html", "text/uri-list"];

/** A decision, remembered: a page reads a handle as often as it likes. */
type Decided = { handle: FileSystemFileHandle; original: File; released: File };

/** Of as many files as a picked directory may hold. */
const maxDecided = 5_000;

/** Reads in the page's place; never rejects. */
export function createReader(holder: Holder): (toRead: ToRead) => Promise<Reading> {
	const decided: Decided[] = [];

	async function readFile(handle: FileSystemFileHandle): Promise<Reading> {
		const file = await handle.getFile();
		const before = await decisionAbout(handle, file);
		if (before) return { status: "file", file: before.released };
		if (await isPagesOwn(handle)) return { status: "file", file };
		const [released] = (await hold(holder, "pick", [file])) ?? [];
		if (!released) return { status: "cancelled" };
		remember([{ handle, original: file, released }]);
		return { status: "file", file: released };
	}

	async function readPicked(handles: readonly FileSystemHandle[]): Promise<Reading> {
		const found = await filesBehind(handles);
		if (found.length === 0) return { status: "decided" };
		const originals = found.map(({ file }) => file);
		const released = await hold(holder, "pick", originals);
		if (!released) return { status: "cancelled" };
		remember(
			found.flatMap(({ handle, file }, index) => {
				const mine = released[index];
				return mine ? [{ handle, original: file, released: mine }] : [];
			}),
		);
		return { status: "decided" };
	}

	/** The latest one; one about a file that has changed on disk since is none. */
	async function decisionAbout(handle: FileSystemFileHandle, { name, size, lastModified }: File) {
		for (const one of decided.toReversed()) {
			const { original } = one;
			if (original.name !== name || original.size !== size || original.lastModified !== lastModified) continue;
			if (await one.handle.isSameEntry(handle)) return one;
		}
		return undefined;
	}

	function remember(more: readonly Decided[]): void {
		decided.push(...more);
		decided.splice(0, decided.length - maxDecided);
	}

	async function read(toRead: ToRead): Promise<Reading> {
		switch (toRead.what) {
			case "clipboard":
				return readClipboard(holder);
			case "file":
				return readFile(toRead.handle);
			case "picked":
				return readPicked(toRead.handles);
			default:
				return toRead satisfies never;
		}
	}
	return (toRead) =>
		read(toRead).catch((error: unknown) =>
			error instanceof DOMException
				? { status: "refused", name: error.name, message: error.message }
				: { status: "refused", name: "NotReadableError", message: "The file could not be read." },
		);
}

async function readClipboard(holder: Holder): Promise<Reading> {
	const items: Record<string, Blob>[] = [];
	for (const item of await navigator.clipboard.read()) {
		const blobs = await Promise.all(item.types.map(async (type) => ({ type, blob: await item.getType(type) })));
		const pictures = blobs.filter(({ type }) => !textTypes.includes(type));
		const files = pictures.map(({ type, blob }) => new File([blob], nameOf(type), { type }));
		const released = files.length > 0 ? await hold(holder, "paste", files) : [];
		if (!released) return { status: "cancelled" };
		const given: Record<string, Blob> = {};
		for (const { type, blob } of blobs) if (textTypes.includes(type)) given[type] = blob;
		pictures.forEach(({ type }, index) => {
			const mine = released[index];
			if (mine) given[type] = mine;
		});
		items.push(given);
	}
	return { status: "clipboard", items };
}

/** As browsers name a pasted picture. */
function nameOf(type: string): string {
	return type === "image/svg+xml" ? "image.svg" : "image.png";
}

/** What is released, or `undefined` when the person has cancelled. */
function hold(holder: Holder, way: WayIn, files: readonly File[]): Promise<ReleasedFiles | undefined> {
	return new Promise((resolve) => {
		let isGiven = false;
		holder.hold({
			way,
			files,
			receiver: focused,
			async release(released, mayGo) {
				// What the page has been given it cannot be given again.
				if (isGiven) return false;
				isGiven = mayGo();
				if (isGiven) resolve(released);
				return isGiven;
			},
			cancel: () => resolve(undefined),
		});
	});
}

/** Whether the file lies in the page's own storage, where the page itself has put it. */
async function isPagesOwn(handle: FileSystemFileHandle): Promise<boolean> {
	try {
		const own = await navigator.storage.getDirectory();
		return (await own.resolve(handle)) !== null;
	} catch {
		return false; // this page has no such storage
	}
}
