// Presses Send again after the person has said yes: as the page would have seen it.

export function pressAgain(event: Event, place: Element): void {
	if (!(event instanceof KeyboardEvent)) {
		if (place instanceof HTMLElement) place.click();
		return;
	}
	if (place instanceof HTMLElement) place.focus({ preventScroll: true });
	const { key, code, keyCode, which, ctrlKey, altKey, metaKey } = event;
	const init = { key, code, keyCode, which, ctrlKey, altKey, metaKey, bubbles: true, cancelable: true, composed: true };
	const goesOn = place.dispatchEvent(new KeyboardEvent("keydown", init));
	if (goesOn) place.dispatchEvent(new KeyboardEvent("keypress", init));
	place.dispatchEvent(new KeyboardEvent("keyup", init));
	// What Enter does by itself in a single-line field; a key press made by a script does nothing by itself.
	if (goesOn && place instanceof HTMLInputElement) place.form?.requestSubmit();
}
