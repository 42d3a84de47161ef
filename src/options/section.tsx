// A section of the options: a card with a title, hidden where the search seeks something else.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { words } from "../platform/words";
import { useMatches } from "./search";

type Props = {
	/** Keys of the words. */
	title: string;
	why?: string;
	children: ComponentChildren;
};

export function Section({ title, why, children }: Props) {
	const card = useRef<HTMLElement>(null);
	const matches = useMatches();
	// After every drawing: what stands in it is what can be found.
	useLayoutEffect(() => {
		if (card.current) card.current.hidden = !matches(card.current.textContent);
	});
	return (
		<section ref={card} class="panel" aria-labelledby={title} data-section={title}>
			<h2 id={title}>{words(title)}</h2>
			{why && <p class="small">{words(why)}</p>}
			{children}
		</section>
	);
}
