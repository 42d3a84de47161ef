// How long we wait for an answer of the extension's own: whoever owes it may hang, or its message may have been lost.

/** More than a background takes to start and to open a window on a slow machine, in ms. */
const longest = 20_000;

/** In ms: after a standstill of the page or the computer the answer may be there, and only not have been heard yet. */
const afterStandstill = 1_000;

/** Rejects where there is no answer by then. */
export function within<T>(answer: Promise<T>): Promise<T> {
	const late = new Promise<never>((_, reject) => {
		setTimeout(() => setTimeout(reject, afterStandstill, new Error("no answer")), longest);
	});
	return Promise.race([answer, late]);
}
