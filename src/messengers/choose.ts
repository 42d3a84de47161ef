// Which of some adapters a page is for.
import type { Adapter } from "./adapter";
import { generic } from "./generic";

/** By the page's address, else by what the page shows, else the generic one. */
export function chooseAdapter(adapters: readonly Adapter[], page: Document): Adapter {
	const url = new URL(page.URL);
	return (
		adapters.find((adapter) => adapter.serves(url)) ?? adapters.find((adapter) => adapter.recognises(page)) ?? generic
	);
}
