// The page's own functions, taken before any page script runs: later ones may have been replaced to listen in.
// For the same reason page/ uses no iterator and no method of a prototype but these.

/** A method as a function whose first argument is `this`; it looks nothing up when it is called. */
export function uncurried<This, Arguments extends unknown[], Result>(
	method: (this: This, ...args: Arguments) => Result,
): (self: This, ...args: Arguments) => Result {
	return Function.prototype.call.bind(method);
}

export function getter<Owner, Key extends keyof Owner & string>(
	prototype: Owner,
	key: Key,
): (self: Owner) => Owner[Key] {
	return Function.prototype.call.bind(Object.getOwnPropertyDescriptor(prototype, key)?.get ?? notThere(key));
}

export const { ClipboardEvent, DataTransfer, DragEvent, Event, MouseEvent, SubmitEvent } = globalThis;
export const { Promise: NativePromise, Proxy: NativeProxy, WeakMap: NativeWeakMap } = globalThis;
/** What it does by itself we do as it does, and what Chromium does as that does. */
export const isFirefox = "mozInnerScreenX" in globalThis;

export const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;
export const { create } = Object;
export const alert: (words: string) => void = globalThis.alert.bind(globalThis);
export const setInterval: (look: () => void, every: number) => number = globalThis.setInterval.bind(globalThis);
export const clearInterval: (timer: number) => void = globalThis.clearInterval.bind(globalThis);
export const getAttribute = uncurried(Element.prototype.getAttribute);
export const removeElement = uncurried<Element, [], void>(Element.prototype.remove);

export const addListener = uncurried(EventTarget.prototype.addEventListener);
export const removeListener = uncurried(EventTarget.prototype.removeEventListener);
export const dispatch = uncurried(EventTarget.prototype.dispatchEvent);
export const submitterOf = getter(SubmitEvent.prototype, "submitter");
export const messageData = getter(MessageEvent.prototype, "data");
export const messagePorts = getter(MessageEvent.prototype, "ports");
export const startPort = uncurried(MessagePort.prototype.start);
export const post = uncurried<MessagePort, [unknown], void>(MessagePort.prototype.postMessage);

export const addItem = uncurried<DataTransferItemList, [File], DataTransferItem | null>(
	DataTransferItemList.prototype.add,
);
export const setString = uncurried(DataTransfer.prototype.setData);
export const transferItems = getter(DataTransfer.prototype, "items");
export const clipboardTransfer = getter(ClipboardEvent.prototype, "clipboardData");

/** Like `push`: an assignment could call a setter that the page has put on `Array.prototype`. */
export function append<T>(list: T[], value: T): void {
	defineProperty(list, list.length, { value, configurable: true, enumerable: true, writable: true });
}

/** What a getter says of something that may be of another kind, by the browser's own check: `instanceof` can be made to lie. */
export function probe<Owner, Value>(get: (self: Owner) => Value, target: unknown): Value | undefined {
	try {
		return get(target as Owner);
	} catch {
		return undefined;
	}
}

const tabIndexOf = getter(HTMLElement.prototype, "tabIndex");

/** By the browser's own check, and of any realm. */
export function isHtmlElement(target: unknown): target is HTMLElement {
	return probe(tabIndexOf, target) !== undefined;
}

function notThere(key: string): () => never {
	return () => {
		throw new TypeError(`no ${key}`);
	};
}
