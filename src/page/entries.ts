// Entries for re-made drops: browsers give them to real ones only, and some pages take nothing without.
// https://wicg.github.io/entries-api/
import { append, create, defineProperty, NativeWeakMap, uncurried } from "./natives";
import type { TreeNode } from "./tree";
import { wrapMethod } from "./wrap";

/** What `webkitGetAsEntry` answers, by the file that the item holds. */
const entries = new NativeWeakMap<File, FileSystemEntry>();
const entryOf = uncurried<WeakMap<File, FileSystemEntry>, [File], FileSystemEntry | undefined>(WeakMap.prototype.get);
const setEntry = uncurried<WeakMap<File, FileSystemEntry>, [File, FileSystemEntry], unknown>(WeakMap.prototype.set);
const fileOf = uncurried(DataTransferItem.prototype.getAsFile);
const { FileSystemDirectoryEntry, FileSystemFileEntry, queueMicrotask } = globalThis;

export function guardEntries(): void {
	wrapMethod<DataTransferItem, [], FileSystemEntry | null>(
		DataTransferItem.prototype,
		"webkitGetAsEntry",
		(item, _args, proceed) => {
			const file = fileOf(item);
			return (file && entryOf(entries, file)) ?? proceed();
		},
	);
}

/** From now on, the item that holds this file has the node's entry. */
export function giveEntry(file: File, node: TreeNode): void {
	setEntry(entries, file, entryFor(node));
}

function entryFor(node: TreeNode): FileSystemEntry {
	const isFile = "file" in node;
	const entry = create((isFile ? FileSystemFileEntry : FileSystemDirectoryEntry).prototype);
	const own = (key: string, value: unknown) => defineProperty(entry, key, { value, enumerable: true });
	own("isFile", isFile);
	own("isDirectory", !isFile);
	own("name", node.name);
	own("fullPath", node.path);
	if (isFile) own("file", (done: FileCallback) => queueMicrotask(() => done(node.file)));
	else own("createReader", () => readerOf(node.children));
	return entry;
}

/** All at once, then nothing: the end of the directory. */
function readerOf(children: readonly TreeNode[]): { readEntries(done: FileSystemEntriesCallback): void } {
	let given = false;
	return {
		readEntries(done) {
			const part: FileSystemEntry[] = [];
			for (let index = 0; !given && index < children.length; index++) {
				const child = children[index];
				if (child) append(part, entryFor(child));
			}
			given = true;
			queueMicrotask(() => done(part));
		},
	};
}
