// The page's own functions, taken before any page script runs: later ones may have been replaced to listen in.
// For the same reason page/ uses no iterator and no method of a prototype but these.

/** A method as a function whose first argument is `this`; it looks nothing up when it is called. */
function uncurried<This, Arguments extends unknown[], Result>(
	method: (this: This, ...args: Arguments) => Result,
): (self: This, ...args: Arguments) => Result {
	return Function.prototype.call.bind(method);
}

function getter<Owner, Key extends keyof Owner & string>(prototype: Owner, key: Key): (self: Owner) => Owner[Key] {
	const descriptor = Object.getOwnPropertyDescriptor(prototype, key);
	if (!descriptor?.get) throw new TypeError(`no getter ${key}`);
	return Function.prototype.call.bind(descriptor.get);
}

export const { ClipboardEvent, DataTransfer, DragEvent, Event } = globalThis;

export const addListener = uncurried(EventTarget.prototype.addEventListener);
export const removeListener = uncurried(EventTarget.prototype.removeEventListener);
export const dispatch = uncurried(EventTarget.prototype.dispatchEvent);
export const stopEvent = uncurried(Event.prototype.stopImmediatePropagation);
export const cancelEvent = uncurried(Event.prototype.preventDefault);
export const pathOf = uncurried(Event.prototype.composedPath);
export const addItem = uncurried<DataTransferItemList, [File], DataTransferItem | null>(
	DataTransferItemList.prototype.add,
);
export const setString = uncurried(DataTransfer.prototype.setData);
export const messageData = getter(MessageEvent.prototype, "data");
export const messagePorts = getter(MessageEvent.prototype, "ports");
export const transferItems = getter(DataTransfer.prototype, "items");
export const clipboardTransfer = getter(ClipboardEvent.prototype, "clipboardData");
