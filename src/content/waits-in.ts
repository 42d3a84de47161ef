// Whether a file waits in a composer: its name stands there, as a chip or in the text.

/** Ancestors looked at: a composer's own parts are near it, and the messages above it are not its own. */
const levels = 6;

export function waitsIn(place: Element, files: readonly File[]): boolean {
	const names = files.flatMap(({ name }) => [name, encodeURIComponent(name)]);
	let part: Element | null = place;
	for (let level = 0; part && level < levels; level++) {
		if (part.querySelector("[role=log], [role=feed], [role=main], main")) return false;
		const said = textIn(part);
		if (names.some((name) => said.includes(name))) return true;
		part = part.parentElement;
	}
	return false;
}

/** All text of an element, what was typed into its fields too, and what its parts are labelled. */
function textIn(element: Element): string {
	const fields = [element, ...element.querySelectorAll("textarea, input, [title], [aria-label]")].map((field) => {
		const typed = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement ? field.value : "";
		return `${typed}\n${field.getAttribute("title") ?? ""}\n${field.getAttribute("aria-label") ?? ""}`;
	});
	return `${element.textContent}\n${fields.join("\n")}`;
}
