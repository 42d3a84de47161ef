// Which keys may press Send, and where.

/** An Enter that may send: no line break, and not the one that ends an input method's composition. */
export function isEnter(event: KeyboardEvent): boolean {
	const composing = 229; // what browsers give as keyCode while an input method is at work
	return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== composing;
}

/** Ctrl+Enter, on a Mac Cmd+Enter, sends a mail; Enter alone begins a new line in it. */
export function isWithModifier({ ctrlKey, metaKey }: KeyboardEvent): boolean {
	return ctrlKey || metaKey;
}

/** Whether the key presses what has the focus. */
export function isPress(event: KeyboardEvent): boolean {
	return event.key === " " || isEnter(event);
}

/** Whether the browser makes a click of the key there: then the click is looked at. */
export function makesClick({ key }: KeyboardEvent, target: Element): boolean {
	return target.matches(key === "Enter" ? "button, input, a[href]" : "button, input");
}
