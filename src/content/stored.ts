// What stands in the browser's storage and has to be at hand, for an event cannot wait for it. It is read when something
// happens in a frame that may need it: in most frames of a page nothing ever does.

export type Stored<T> = {
	/** As it was read and has changed since; until then, what is taken for granted. */
	now(): T;
	/** Begins to follow it, once. Resolves when it has been read; never rejects. */
	read(): Promise<void>;
};

/** @param follow - says what is there, and whenever that changes; rejects where it cannot be read. */
export function stored<T>(granted: T, follow: (say: (value: T) => void) => Promise<unknown>): Stored<T> {
	let value = granted;
	let reading: Promise<void> | undefined;

	async function begin(): Promise<void> {
		try {
			await follow((said) => {
				value = said;
			});
		} catch {
			// The extension is being replaced, or is no more: what is taken for granted holds.
		}
	}

	return {
		now: () => value,
		read() {
			reading ??= begin();
			return reading;
		},
	};
}
