// A messenger's name, for an account of it.
import { adapters } from "../messengers";
import type { AccountKey } from "../platform/memory-database";

/** The site where the messenger has no name that we know. */
export function messengerName({ messenger, origin }: AccountKey): string {
	return adapters.find(({ id }) => id === messenger)?.name ?? origin.replace(/^https?:\/\//, "");
}
