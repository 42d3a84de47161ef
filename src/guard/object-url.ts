// An address for bytes of a file, for as long as something on screen shows them.
import { useEffect, useState } from "preact/hooks";

/** `undefined` before the first effect has run. */
export function useObjectUrl(bytes: Blob): string | undefined {
	const [url, setUrl] = useState<string>();
	useEffect(() => {
		const made = URL.createObjectURL(bytes);
		setUrl(made);
		return () => URL.revokeObjectURL(made);
	}, [bytes]);
	return url;
}
