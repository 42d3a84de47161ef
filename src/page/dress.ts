// Gives re-made files back what only real ones have: their place in a directory, entries and handles.
import type { TransferContent } from "../core/page-line";
import { append, defineProperty, isFirefox } from "./natives";
import { giveNode } from "./nodes";
import { treeOf } from "./tree";

const { File: NativeFile } = globalThis;

/**
 * The files to put into a transfer: a whole directory is an empty file whose entry or handle holds the rest. Chromium says
 * the place of a picked file alone, Firefox that of a dropped one as well.
 */
export function dress({ files, paths, directories }: TransferContent): readonly File[] {
	for (let index = 0; index < files.length; index++) {
		const file = files[index];
		const path = paths[index];
		if (!file || !path || path === file.name || !(directories === "listed" || isFirefox)) continue;
		defineProperty(file, "webkitRelativePath", { value: path, configurable: true });
	}
	if (directories === "listed") return files;
	const top = treeOf(files, paths);
	const dressed: File[] = [];
	for (let index = 0; index < top.length; index++) {
		const node = top[index];
		if (!node) continue;
		const file = "file" in node ? node.file : new NativeFile([], node.name);
		giveNode(file, node);
		append(dressed, file);
	}
	return dressed;
}
