// What re-made drops lack: entries and handles. Browsers give them to real drops only, and some pages take nothing without.
// https://wicg.github.io/entries-api/  https://wicg.github.io/file-system-access/#extensions-to-datatransferitem
import { entryFor } from "./entries";
import { handleFor } from "./handles";
import { NativeWeakMap, uncurried } from "./natives";
import type { TreeNode } from "./tree";
import { wrapMethod } from "./wrap";

/** What stands behind an item, by the file that it holds. */
const nodes = new NativeWeakMap<File, TreeNode>();
const nodeOf = uncurried<typeof nodes, [File], TreeNode | undefined>(WeakMap.prototype.get);
const setNode = uncurried<typeof nodes, [File, TreeNode], unknown>(WeakMap.prototype.set);
const fileOf = uncurried(DataTransferItem.prototype.getAsFile);

export function guardDroppedItems(): void {
	answerFor("webkitGetAsEntry", entryFor);
	answerFor("getAsFileSystemHandle", async (node) => handleFor(node));
}

/** From now on, the item that holds this file is the node. */
export function giveNode(file: File, node: TreeNode): void {
	setNode(nodes, file, node);
}

function answerFor(key: string, answer: (node: TreeNode) => unknown): void {
	wrapMethod<DataTransferItem, [], unknown>(DataTransferItem.prototype, key, (item, _args, proceed) => {
		const file = fileOf(item);
		const node = file && nodeOf(nodes, file);
		return node ? answer(node) : proceed();
	});
}
