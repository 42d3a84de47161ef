// What is said of files inside another that nobody could look at.
import type { Finding } from "../core/finding";
import { type Phrase, phrase } from "../core/phrase";

export function unreadFinding(
	names: string | Phrase,
	why: "cannotBeChecked" | "cannotBeRead" | "isEncrypted" | "wasNotChecked",
): Finding {
	return { kind: "unknown", severity: "low", source: "ZIP", tag: "NotChecked", value: phrase(why, names), stays: true };
}
