// The private port between content/ and the guard's frame.
import type { Attachment, Decision, Outcome } from "./attachment";
import type { Piece } from "./inspection";

export type ToGuard =
	| { type: "attachment"; attachment: Attachment }
	/** What came of the last decision about it, or of `original-too`. */
	| { type: "outcome"; id: string; outcome: Outcome }
	/** The quiet line has moved: what was under the pointer is something else now. */
	| { type: "moved" }
	/** Answered by `here`: a guard whose process has died or hangs says nothing. */
	| { type: "there" };

export type FromGuard =
	/** The port has arrived. */
	| { type: "ready" }
	| { type: "here" }
	/** Over the whole page, with the focus. */
	| { type: "show" }
	/** As a quiet line of this size about an attachment: beside the composer, without the focus. */
	| { type: "line"; id: string; size: Size }
	| { type: "hide" }
	| { type: "decision"; id: string; decision: Decision; recipes: Recipes }
	/** The files of an attachment that went stripped are to be handed over as they are, too. */
	| { type: "original-too"; id: string };

/** How a file is made of the original; the file itself is in the decision, too. */
export type Recipe = { pieces: readonly Piece[]; name: string; type: string; lastModified: number };

/** Of each file of a decision, in its order: absent for one that is the original, or left out. */
export type Recipes = readonly (Recipe | undefined)[];

/** In CSS pixels. */
export type Size = { width: number; height: number };

/** Sent by `postMessage` to the guard's frame, with the port. The token, which no page sees, tells it from a page's. */
export type PortOffer = { type: "guard-port"; token: string };

export function isPortOffer(data: unknown): data is PortOffer {
	return (
		typeof data === "object" &&
		data !== null &&
		"type" in data &&
		data.type === "guard-port" &&
		"token" in data &&
		typeof data.token === "string"
	);
}
