// What live recorders write beside every fragment: when it was recorded (`prft`), and messages to players (`emsg`).
// ISO/IEC 14496-12, 8.16.5 · ISO/IEC 23009-1, 5.10.3
import type { Finding } from "../../core/finding";
import { sized } from "../../core/phrase";
import type { ByteSource } from "../containers/byte-source";
import type { Box } from "../containers/isobmff";
import { uint32BE } from "../containers/numbers";
import { wordsIn } from "./text";

export const liveBox = /^(prft|emsg)$/;

/** There is one for every fragment: of all so many are read. */
const mostRead = 16;
const longestRead = 4096;
/** Of a time in 64 bits, and the track's in as many. */
const longestTime = 28;
/** Seconds from 1900 to 1970. */
const networkEpoch = 2_208_988_800;

/** What the first of them say, each thing once. */
export async function liveFindings(source: ByteSource, boxes: readonly Box[]): Promise<Finding[]> {
	const told = new Map<string, Finding>();
	for (const { type, body, end } of boxes.slice(0, mostRead)) {
		const bytes = await source.read(body, Math.min(end, body + longestRead));
		const seconds = bytes.length >= 16 ? uint32BE(bytes, 8) - networkEpoch : 0;
		const isTime = type === "prft" && end - body <= longestTime && seconds > 0;
		const value = isTime ? `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z` : wordsIn(bytes);
		const finding = { source: "QuickTime", tag: type } as const;
		if (isTime) told.set(type, told.get(type) ?? { kind: "time", severity: "high", ...finding, value });
		else
			told.set(value, {
				kind: "text",
				severity: "medium",
				...finding,
				value: value === "" ? sized(end - body) : value,
			});
	}
	return [...told.values()];
}
