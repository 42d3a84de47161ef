// Why a recipient looks odd: facts for sentences that are worded elsewhere, never sentences.
import type { ConversationKind } from "../core/conversation";
import type { Namesake } from "./compare-names";
import type { SentFileKind } from "./send";

/** Names are text from the page. `sends` count messages with or without files. */
export type Reason =
	/** The name is easily taken for `likely`, who is written to `likelySends` times against `sends`. */
	| { reason: "looks-like"; how: Namesake; likely: string; likelySends: number; sends: number }
	| { reason: "look-alike-domain"; domain: string; like: string }
	/** The text greets `greeted`, as `likely` is called. */
	| { reason: "greets-other"; greeted: string; likely: string }
	| { reason: "file-names-other"; likely: string }
	/** Another conversation was open when the files were picked. */
	| { reason: "changed-since-pick"; from: string }
	/** The chat written to just before; what is being sent rather suits `likely`. */
	| { reason: "left-open"; likely: string }
	/** Opened only just now, when files came that rather suit `from`, which was open before. */
	| { reason: "just-arrived"; from: string }
	/** Open for so many minutes without a send; `likely` is who is written to these days. */
	| { reason: "still-open"; minutes: number; likely: string }
	| { reason: "suits-other"; likely: string }
	/** Not addressed along with the others before; `isSet`: who usually go together. */
	| { reason: "not-with-these"; others: readonly string[]; isSet: boolean }
	/** Usually addressed along with these. */
	| { reason: "missing"; names: readonly string[] }
	/** Another account, number or address under a name that is written to `sends` times elsewhere. */
	| { reason: "other-account"; sends: number }
	| { reason: "other-address"; address: string; usual: string }
	| { reason: "outside-organisation"; domain: string; usual: string }
	/** `strangers` of them were never written to. */
	| { reason: "many-open-recipients"; count: number; strangers: number }
	| { reason: "first-private-file"; files: number }
	| { reason: "many-readers"; kind: ConversationKind; members?: number }
	| { reason: "grown"; members: number; before: number }
	| { reason: "carriers-can-read" }
	| { reason: "just-sent-to-other"; other: string }
	| { reason: "unusual-kind"; kind: SentFileKind }
	| { reason: "unusual-hour" }
	| { reason: "long-ago"; days: number }
	| { reason: "first-file" }
	| { reason: "first-time" };

export type ReasonName = Reason["reason"];

/** In the order in which a screen shows them, the most telling first; how much each adds to the log odds, set by hand. */
const order = {
	"look-alike-domain": 5,
	"changed-since-pick": 2.5,
	"greets-other": 1.5,
	"looks-like": 0,
	"not-with-these": 0,
	"left-open": 0,
	"file-names-other": 2,
	"just-arrived": 1,
	"still-open": 0.7,
	"just-sent-to-other": 0.5,
	missing: 0.5,
	"suits-other": 0,
	"other-account": 0,
	"other-address": 0.5,
	"many-open-recipients": 0.5,
	"first-private-file": 0.7,
	grown: 0.2,
	"many-readers": 0.3,
	"outside-organisation": 0.5,
	"carriers-can-read": 0,
	"unusual-kind": 0,
	"unusual-hour": 0,
	"long-ago": 0,
	"first-file": 0,
	"first-time": 0,
} as const satisfies Record<ReasonName, number>;

const places = Object.keys(order);

export function mostTellingFirst(reasons: readonly Reason[]): Reason[] {
	return [...reasons].sort((a, b) => places.indexOf(a.reason) - places.indexOf(b.reason));
}

/** What these facts, which the recorded traffic does not have, add to the log odds of a slip. */
export function weightOf(reasons: readonly Reason[]): number {
	return reasons.reduce((sum, { reason }) => sum + order[reason], 0);
}

const doubtful: ReadonlySet<ReasonName> = new Set([
	"look-alike-domain",
	"changed-since-pick",
	"greets-other",
	"file-names-other",
	"other-address",
	"missing",
	"grown",
]);

/** Facts that are worth a look however usual the recipient is. */
export function isDoubtful(given: Reason, kind: ConversationKind): boolean {
	const isToMany = kind === "group" || kind === "channel" || kind === "broadcast";
	switch (given.reason) {
		case "first-private-file":
			return isToMany;
		case "many-open-recipients":
			return given.strangers > 0;
		case "not-with-these":
			return given.isSet;
		default:
			return doubtful.has(given.reason);
	}
}
