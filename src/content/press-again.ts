// Presses Send again after the person has said yes: as the page would have seen it.

export function pressAgain(event: Event, place: Element): void {
	if (!(event instanceof KeyboardEvent)) {
		if (place instanceof HTMLElement) place.click();
		return;
	}
	if (place instanceof HTMLElement) place.focus({ preventScroll: true });
	// An event tells all that another one like it is made of.
	const goesOn = place.dispatchEvent(new KeyboardEvent("keydown", event));
	if (goesOn) place.dispatchEvent(new KeyboardEvent("keypress", event));
	place.dispatchEvent(new KeyboardEvent("keyup", event));
	// What Enter does by itself in a single-line field; a key press made by a script does nothing by itself.
	if (goesOn && place instanceof HTMLInputElement) place.form?.requestSubmit();
}
