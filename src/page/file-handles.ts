// Files read through a FileSystemFileHandle: from the browser's open dialog, a dropped item or a directory.
// https://fs.spec.whatwg.org/#api-filesystemfilehandle
import { holdOne, isGuarded } from "./line";
import { NativeWeakMap, sealed, uncurried } from "./natives";
import { wrapMethod } from "./wrap";

type Released = { file: File; of: File };

/** What was released for a handle. */
const released = new NativeWeakMap<FileSystemFileHandle, Released>();
const releasedOf = uncurried<typeof released, [FileSystemFileHandle], Released | undefined>(WeakMap.prototype.get);
const setReleased = uncurried<typeof released, [FileSystemFileHandle, Released], unknown>(WeakMap.prototype.set);
const ownDirectory = globalThis.StorageManager && uncurried(StorageManager.prototype.getDirectory);
const resolve = globalThis.FileSystemDirectoryHandle && uncurried(FileSystemDirectoryHandle.prototype.resolve);

export function guardFileHandles(): void {
	wrapMethod<FileSystemFileHandle, [], Promise<File>>(
		globalThis.FileSystemFileHandle?.prototype,
		"getFile",
		(handle, _args, proceed) => (isGuarded() ? heldFile(handle, proceed()) : proceed()),
	);
}

/** A file that has not changed since it was released is not asked about again. */
async function heldFile(handle: FileSystemFileHandle, reading: Promise<File>): Promise<File> {
	const file = await sealed(reading);
	const before = releasedOf(released, handle);
	if (before && before.of.lastModified === file.lastModified && before.of.size === file.size) return before.file;
	if (await isPagesOwn(handle)) return file;
	const decided = await holdOne("pick", file);
	setReleased(released, handle, { file: decided, of: file });
	return decided;
}

/** Whether the file lies in the page's own storage, where the page itself has put it. */
async function isPagesOwn(handle: FileSystemFileHandle): Promise<boolean> {
	if (!ownDirectory || !resolve) return false;
	try {
		return (await resolve(await ownDirectory(navigator.storage), handle)) !== null;
	} catch {
		return false; // this page has no such storage
	}
}
