// The composers in a part of the page: where messages are written.

/** @param composerOf - the composer that an element lies in, if it does. */
export type ComposerOf = (element: Element) => Element | undefined;

export function composersIn(part: Element, composerOf: ComposerOf): Set<Element> {
	const fields = [part, ...part.querySelectorAll("textarea, [contenteditable]")];
	return new Set(fields.flatMap((field) => (field.checkVisibility() && composerOf(field)) || []));
}
