// The value of a promise, once it is there; `again` asks anew.
import { useCallback, useEffect, useState } from "preact/hooks";

export function usePromise<T>(ask: () => Promise<T>): { value: T | undefined; again: () => void } {
	const [value, setValue] = useState<T>();
	const [round, setRound] = useState(0);
	useEffect(() => {
		let current = true;
		ask().then((answer) => {
			if (current) setValue(() => answer);
		});
		return () => {
			current = false;
		};
	}, [round]);
	return { value, again: useCallback(() => setRound((before) => before + 1), []) };
}
