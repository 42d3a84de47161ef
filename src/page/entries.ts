// Entries of files and folders that came by a re-made drop. https://wicg.github.io/entries-api/
import { append, create, defineProperty } from "./natives";
import type { TreeNode } from "./tree";

const { queueMicrotask } = globalThis;
/** Chromium names neither class. */
const named: { [Name in "FileSystemFileEntry" | "FileSystemDirectoryEntry"]?: { prototype: object } } = globalThis;
const plain = Object.prototype;
const filePrototype = named.FileSystemFileEntry?.prototype ?? plain;
const directoryPrototype = named.FileSystemDirectoryEntry?.prototype ?? plain;

export function entryFor(node: TreeNode): FileSystemEntry {
	const isFile = "file" in node;
	const entry = create(isFile ? filePrototype : directoryPrototype);
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
