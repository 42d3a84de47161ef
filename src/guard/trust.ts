// Whether a click was really meant: not made by a script, not on a dialog that has only just appeared, not through a cover.
// A page can lay a popover with `pointer-events: none` over the dialog and let a person click through it.

export type Trust = {
	/** The dialog has appeared, or shows another question. */
	appeared(): void;
	accepts(event: Event): boolean;
};

/** Nobody reads a dialog in less: whoever clicks sooner was about to click something else. */
const readingTime = 500;

/** The shortest delay that browsers allow between two looks at what covers an element, in ms. */
const coverDelay = 100;

/** https://w3c.github.io/IntersectionObserver/v2/: in browsers without it nothing is known to be covered. */
type WithVisibility = IntersectionObserverEntry & { isVisible?: boolean };

export function watchTrust(element: Element): Trust {
	let appearedAt = Number.POSITIVE_INFINITY;
	let covered = false;
	const canBeRead = () => performance.now() - appearedAt >= readingTime;
	// The first reports come before anything is painted: nothing is said of a cover until the dialog could be read.
	const tell = () => element.toggleAttribute("data-covered", covered && canBeRead());
	const options = { trackVisibility: true, delay: coverDelay, threshold: [0, 0.5, 1] };
	new IntersectionObserver((entries: WithVisibility[]) => {
		const wasCovered = covered;
		covered = entries.at(-1)?.isVisible === false;
		// What was hidden until now has still to be read.
		if (wasCovered && !covered && canBeRead()) appearedAt = performance.now();
		tell();
	}, options).observe(element);

	return {
		appeared() {
			appearedAt = performance.now();
			tell();
			setTimeout(tell, readingTime + coverDelay);
		},
		accepts: (event) => event.isTrusted && !covered && canBeRead(),
	};
}
