// What was learned from a file, and what came of stripping it. Four statuses, four different things on screen too.
import type { Finding } from "./finding";

/** Why a file could not be read or stripped, each with a sentence of its own in the locales. */
export type Reason =
	| "empty" // no bytes at all
	| "unknown-format" // no handler knows its signature
	| "read-only-format" // can be read, cannot be stripped
	| "encrypted"
	| "damaged" // its structure contradicts itself or ends early
	| "too-complex" // nested or numerous beyond every honest file
	| "unreadable" // the bytes cannot be had: deleted, changed or locked since it was picked
	| "not-proven" // stripped, but the result still says something private
	| "stopped" // cancelled, or the time was up
	| "internal"; // a defect of ours

/** What `inspect` says. `format` is a handler's id, or `unknown`. */
export type Inspection =
	| { status: "clean"; format: string }
	| { status: "found"; format: string; strippable: boolean; findings: readonly Finding[] }
	| { status: "unsupported"; format: string; reason: Reason }
	| { status: "failed"; format: string; reason: Reason };

/** A run of the original's bytes, or new bytes. */
export type Piece = { start: number; end: number } | Uint8Array<ArrayBuffer>;

/** What `strip` says. A `clean` file is the original, byte for byte; a `stripped` one is its pieces in order. */
export type Stripping =
	| { status: "clean"; format: string }
	| {
			status: "stripped";
			format: string;
			pieces: readonly Piece[];
			removed: readonly Finding[];
			kept: readonly Finding[];
	  }
	| { status: "unsupported"; format: string; reason: Reason; findings: readonly Finding[] }
	| { status: "failed"; format: string; reason: Reason; findings: readonly Finding[] };
