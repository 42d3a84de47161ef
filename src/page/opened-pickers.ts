// Tells content/ what a script is about to click: the events of an input in no document, or in a shadow tree, may never
// reach window, and only this world can name that input in time.
import { tell } from "./line";
import { Event, getter, probe } from "./natives";
import { wrapMethod } from "./wrap";

const eventType = getter(Event.prototype, "type");

/** `click()`, `showPicker()` and a click event made by the page open the picker; so does no other script. */
export function tellOfOpenedPickers(): void {
	wrapMethod<unknown, [], void>(HTMLElement.prototype, "click", tellFirst);
	wrapMethod<unknown, [], void>(HTMLInputElement.prototype, "showPicker", tellFirst);
	wrapMethod<unknown, [Event], boolean>(EventTarget.prototype, "dispatchEvent", (self, [event], proceed) =>
		probe(eventType, event) === "click" ? tellFirst(self, [event], proceed) : proceed(),
	);
}

function tellFirst<Result>(self: unknown, _args: unknown, proceed: () => Result): Result {
	tell("opening", self);
	return proceed();
}
