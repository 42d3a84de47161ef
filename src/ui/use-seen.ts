// Whether something has come into view: what is not looked at need not be made.
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** @returns where to put the element, and whether any of it has been in view so far. */
export function useSeen<T extends Element>(): [RefObject<T | null>, boolean] {
	const element = useRef<T>(null);
	const [isSeen, setSeen] = useState(false);
	useEffect(() => {
		const observer = new IntersectionObserver((entries) => {
			if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
			observer.disconnect();
			setSeen(true);
		});
		if (element.current) observer.observe(element.current);
		return () => observer.disconnect();
	}, []);
	return [element, isSeen];
}
