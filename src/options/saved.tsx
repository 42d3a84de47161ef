// Says that what was changed is saved: seen for a moment, and heard.
import { useEffect, useState } from "preact/hooks";
import { words } from "../platform/words";

const shownFor = 3000;

/** @param count - of changes so far. */
export function Saved({ count }: { count: number }) {
	const [shown, setShown] = useState(0);
	useEffect(() => {
		if (count === 0) return;
		setShown(count);
		const timer = setTimeout(() => setShown(0), shownFor);
		return () => clearTimeout(timer);
	}, [count]);
	// Each time another element: the same words are said again.
	return (
		<div role="status" class="saved">
			{shown > 0 && <span key={shown}>{words("saved")}</span>}
		</div>
	);
}
