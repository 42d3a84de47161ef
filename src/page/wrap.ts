// Puts our own function in front of one of the page's, so that it still looks and works like the old one.
import { apply, defineProperty, getOwnPropertyDescriptor, NativeProxy } from "./natives";

/** Called instead of the old function; `proceed` calls that, with the same `this` and arguments. */
type Wrapper<This, Arguments extends unknown[], Result> = (
	self: This,
	args: Arguments,
	proceed: () => Result,
) => Result;

/** Wraps a method where the browser has it. A Proxy keeps its name, length and `toString`. */
export function wrapMethod<This, Arguments extends unknown[], Result>(
	owner: object | undefined,
	key: string,
	wrapper: Wrapper<This, Arguments, Result>,
): void {
	const descriptor = owner && getOwnPropertyDescriptor(owner, key);
	if (!owner || typeof descriptor?.value !== "function") return;
	defineProperty(owner, key, { ...descriptor, value: wrapped(descriptor.value, wrapper) });
}

/** Wraps the getter of a property, to be told before it is asked. */
export function wrapGetter(owner: object | undefined, key: string, before: (self: unknown) => void): void {
	const descriptor = owner && getOwnPropertyDescriptor(owner, key);
	if (!owner || !descriptor?.get) return;
	const get = wrapped<unknown, [], unknown>(descriptor.get, (self, _args, proceed) => {
		before(self);
		return proceed();
	});
	defineProperty(owner, key, { ...descriptor, get });
}

function wrapped<This, Arguments extends unknown[], Result>(
	original: (this: This, ...args: Arguments) => Result,
	wrapper: Wrapper<This, Arguments, Result>,
): (this: This, ...args: Arguments) => Result {
	return new NativeProxy(original, {
		apply: (target, self: This, args: Arguments) => wrapper(self, args, () => apply(target, self, args)),
	});
}
