// The private port between content/ and the guard's frame.
import type { Attachment, Decision, Outcome } from "./attachment";

export type ToGuard =
	| { type: "attachment"; attachment: Attachment }
	/** What came of the last decision about it. */
	| { type: "outcome"; id: string; outcome: Outcome };

export type FromGuard =
	/** The port has arrived. */
	{ type: "ready" } | { type: "show" } | { type: "hide" } | { type: "decision"; id: string; decision: Decision };

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
