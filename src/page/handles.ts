// Handles of files and folders that came by a re-made drop: they hold what was released, and go nowhere else, for a real
// handle gives the original to whatever Worker it is sent to. https://fs.spec.whatwg.org/
import { create, defineProperty } from "./natives";
import type { FolderNode, TreeNode } from "./tree";

const { FileSystemDirectoryHandle, FileSystemFileHandle, DOMException } = globalThis;

/** Only asked for where the browser has handles. */
export function handleFor(node: TreeNode): FileSystemHandle {
	const isFile = "file" in node;
	const handle = create((isFile ? FileSystemFileHandle : FileSystemDirectoryHandle).prototype);
	const own = (key: PropertyKey, value: unknown) => defineProperty(handle, key, { value });
	own("kind", isFile ? "file" : "directory");
	own("name", node.name);
	own("isSameEntry", async (other: unknown) => other === handle);
	own("queryPermission", async () => "granted");
	own("requestPermission", async () => "granted");
	if (isFile) {
		own("getFile", async () => node.file);
		return handle;
	}
	const values = () => each(node, handleFor);
	own("values", values);
	own("keys", () => each(node, ({ name }) => name));
	own("entries", () => each(node, (child) => [child.name, handleFor(child)]));
	own(Symbol.asyncIterator, () => each(node, (child) => [child.name, handleFor(child)]));
	own("getFileHandle", async (name: string) => childOf(node, name, true));
	own("getDirectoryHandle", async (name: string) => childOf(node, name, false));
	return handle;
}

async function* each<T>({ children }: FolderNode, give: (child: TreeNode) => T): AsyncGenerator<T> {
	for (let index = 0; index < children.length; index++) {
		const child = children[index];
		if (child) yield give(child);
	}
}

function childOf({ children }: FolderNode, name: string, isFile: boolean): FileSystemHandle {
	for (let index = 0; index < children.length; index++) {
		const child = children[index];
		if (child?.name === name && "file" in child === isFile) return handleFor(child);
	}
	throw new DOMException("A requested file or directory could not be found.", "NotFoundError");
}
