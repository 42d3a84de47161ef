// What an object is, told without `instanceof`: one of another frame is an instance of none of our classes.

export function isElement(target: unknown): target is Element {
	return isNode(target) && target.nodeType === target.ELEMENT_NODE;
}

export function isFileInput(target: unknown): target is HTMLInputElement {
	return isElement(target) && target.localName === "input" && "type" in target && target.type === "file";
}

export function isNode(target: unknown): target is Node {
	return typeof target === "object" && target !== null && "nodeType" in target;
}
