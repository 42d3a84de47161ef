// File inputs whose events never reach window, because they are in no document: a stand-in is opened in their place.
// To listen on them at the click would be too late: the page's own capture listeners come first, and see an empty change.
import { hold, isGuarded } from "./line";
import { transferOf } from "./mint";
import {
	addListener,
	createElement,
	dispatch,
	Event,
	getter,
	NativeWeakMap,
	probe,
	rootOf,
	setter,
	transferFiles,
	uncurried,
} from "./natives";
import { wrapMethod } from "./wrap";

const input = HTMLInputElement.prototype;
const typeOf = getter(input, "type");
const filesOf = getter(input, "files");
const setFiles = setter(input, "files");
const nativeClick = uncurried(HTMLElement.prototype.click);
const nativeShowPicker = uncurried(input.showPicker);
const eventType = getter(Event.prototype, "type");

/** What a stand-in must offer as the page's own input does. */
const copied = ["accept", "capture", "multiple", "webkitdirectory"] as const;
const attribute = uncurried(Element.prototype.getAttribute);
const setAttribute = uncurried(Element.prototype.setAttribute);

/** `click()`, `showPicker()` and a click event made by the page open the picker; so does nothing else on a detached input. */
export function guardDetachedInputs(): void {
	wrapMethod<unknown, [], void>(HTMLElement.prototype, "click", (self, _, proceed) => {
		if (isOutOfSight(self) && isGuarded()) pickInstead(self, nativeClick);
		else proceed();
	});
	wrapMethod<unknown, [], void>(input, "showPicker", (self, _, proceed) => {
		if (isOutOfSight(self) && isGuarded()) pickInstead(self, nativeShowPicker);
		else proceed();
	});
	wrapMethod<unknown, [Event], boolean>(EventTarget.prototype, "dispatchEvent", (self, [event], proceed) => {
		if (probe(eventType, event) === "click" && isOutOfSight(self) && isGuarded()) {
			pickInstead(self, nativeClick);
			return true;
		}
		return proceed();
	});
}

/** A file input in no document, or in a shadow tree: Firefox keeps the `input` event inside that. */
function isOutOfSight(target: unknown): target is HTMLInputElement {
	return probe(typeOf, target) === "file" && probe(rootOf, target) !== document;
}

const standIns = new NativeWeakMap<HTMLInputElement, HTMLInputElement>();

/** Opens the picker of a stand-in, which only we know, and gives its files to the page's input once they may go. */
function pickInstead(original: HTMLInputElement, open: (standIn: HTMLInputElement) => void): void {
	const standIn = createElement(document, "input");
	if (!(standIn instanceof HTMLInputElement)) return;
	setAttribute(standIn, "type", "file");
	for (let index = 0; index < copied.length; index++) {
		const name = copied[index];
		const value = name && attribute(original, name);
		if (name && value !== null && value !== undefined) setAttribute(standIn, name, value);
	}
	// Held by the original: a detached input that nobody refers to may be collected while its picker is open.
	standIns.set(original, standIn);
	addListener(standIn, "cancel", () => dispatch(original, new Event("cancel", { bubbles: true })));
	addListener(standIn, "change", () => deliver(original, filesOf(standIn)));
	open(standIn);
}

async function deliver(original: HTMLInputElement, picked: FileList | null): Promise<void> {
	if (!picked) return;
	// Given as they are where nobody guards any more: the picker may have been open for long.
	const released = isGuarded() ? await hold("pick", picked) : picked;
	if (!released) {
		dispatch(original, new Event("cancel", { bubbles: true }));
		return;
	}
	setFiles(original, transferFiles(transferOf(released)));
	dispatch(original, new Event("input", { bubbles: true, composed: true }));
	dispatch(original, new Event("change", { bubbles: true }));
}
