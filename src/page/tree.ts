// Files with paths as a tree of folders.
import { append, uncurried } from "./natives";

export type FolderNode = { name: string; path: string; children: TreeNode[] };
export type TreeNode = { name: string; path: string; file: File } | FolderNode;

const split = uncurried<string, [string], string[]>(String.prototype.split);

/** What stands at the top: files by themselves, and folders. @param paths - of each file, `trip/day 1/a.jpg`. */
export function treeOf(files: readonly File[], paths: readonly string[]): TreeNode[] {
	const root: FolderNode = { name: "", path: "", children: [] };
	for (let index = 0; index < files.length; index++) {
		const file = files[index];
		if (file) place(root, file, paths[index] ?? file.name);
	}
	return root.children;
}

function place(root: FolderNode, file: File, path: string): void {
	const names = split(path, "/");
	let folder = root;
	for (let index = 0; index < names.length - 1; index++) folder = folderIn(folder, names[index] ?? "");
	const name = names[names.length - 1] ?? file.name;
	append(folder.children, { name, path: `${folder.path}/${name}`, file });
}

function folderIn(parent: FolderNode, name: string): FolderNode {
	for (let index = 0; index < parent.children.length; index++) {
		const child = parent.children[index];
		if (child && child.name === name && !("file" in child)) return child;
	}
	const made: FolderNode = { name, path: `${parent.path}/${name}`, children: [] };
	append(parent.children, made);
	return made;
}
