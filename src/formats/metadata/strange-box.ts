// What a box that no player knows says: the words in it, and a place where one stands in them.

import type { ByteRange, Finding } from "../../core/finding";
import { labelled } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import { latin1 } from "../containers/numbers";
import { coordinatesInWords, receiverPlace } from "./gps";
import { iso6709 } from "./media-tags";
import { telemetryInText } from "./telemetry";
import { wordsIn } from "./text";

const looked = 4096;
const shortWords = 100;
/** What messengers and programs put between the boxes of a film is no longer; a film within a film is. */
const longestMark = 4096;

/** @param behind whether it stands behind all that plays, where things are hidden, and not between it. */
export async function strangeBoxFinding(
	source: ByteSource,
	type: string,
	{ start, end }: ByteRange,
	behind: boolean,
): Promise<Finding> {
	const head = await source.read(start, Math.min(end, start + looked));
	const text = latin1(head);
	const at = receiverPlace(text) ?? telemetryInText(text).places[0] ?? iso6709(text);
	const box = { source: "QuickTime", tag: type.replace(/[^\x20-\x7e©]/g, "?") } as const;
	if (at) {
		const picture = { type: "place", at } as const;
		return { ...box, kind: "location", severity: "high", value: coordinatesInWords(at), picture };
	}
	const words = wordsIn(head).slice(0, shortWords);
	const value = labelled(words, end - start);
	if (behind || end - start > longestMark) return { ...box, kind: "trailing-data", severity: "high", value };
	return { ...box, kind: "unknown", severity: words === "" ? "low" : "medium", value };
}
