// The composers in a part of the page: where messages are written.
import type { Adapter } from "../messengers/adapter";
import { composerOf } from "./send-control";
import { selectIn } from "./whole-tree";

export function composersIn(part: Element, adapter: Adapter): Set<Element> {
	const fields = [part, ...selectIn(part, "textarea, [contenteditable]")];
	return new Set(fields.flatMap((field) => (field.checkVisibility() && composerOf(adapter, field)) || []));
}
