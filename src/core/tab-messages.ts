// What the extension's pages, its background and its content scripts ask each other by runtime messages.
import type { Attachment, Decision, Outcome } from "./attachment";
import type { Conversation } from "./conversation";

/** The answer to a frame's attachment; `unavailable` when the guard itself failed. */
export type Decided = { type: "decided"; id: string; decision: Decision | { action: "unavailable" } };

/** To the content scripts of a tab. */
export type ToTab =
	/** Answered by every frame with a `TabStatus`. */
	| { type: "status" }
	/** Answered `true` by the frame that made this token, and by no other. */
	| { type: "vouch"; token: string }
	/** To the top frame, for the frame `frameId`; answered `true` at once, and by `Decided` later. */
	| { type: "decide"; frameId: number; attachment: Attachment }
	/** To the top frame: what came of its decision for a child frame. */
	| { type: "outcome"; id: string; outcome: Outcome }
	/** To the frame that has them: hand over the originals of an attachment too; answered by an outcome. */
	| { type: "original-too"; id: string }
	/** To every frame: files pass unchecked until then, in ms since 1970. */
	| { type: "pause"; until: number }
	/** Answered `true` by the frame that waits for it. */
	| Decided;

export type ToBackground =
	/** From a guard's frame: whether a content script of ours in its tab made this token. */
	| { type: "vouch"; token: string }
	/** From a child frame, to the guard of the top frame or, where that has none, in a window: answered `true` if one will decide. */
	| { type: "decide"; attachment: Attachment }
	/** From a child frame, to the top frame or the window that decided: what came of it. */
	| { type: "outcome"; id: string; outcome: Outcome }
	/** From the top frame, to the frame `frameId`. */
	| { type: "original-too"; frameId: number; id: string }
	/** From the top frame: a pause has begun, or ended. */
	| { type: "paused"; paused: boolean }
	/** From a guard's frame: whether it could be told who a file goes to. */
	| { type: "reading"; messenger: string; origin: string; told: boolean }
	/** From the top frame, back to the frame `frameId`. */
	| { type: "answer"; frameId: number; decided: Decided }
	/** From a frame in which a file is likely to come, to get its second script; answered `true` if it has. */
	| { type: "second-script" }
	/** From a guard in a window of its own: answered by a `ForWindow`. */
	| { type: "for-window"; token: string }
	/** Answered by what came of it. */
	| { type: "answer-from-window"; decision: Decision };

/** A frame that waits for a decision. */
export type AskingFrame = { tabId: number; frameId: number };

/** What a guard in a window of its own is to decide about, and for whom. */
export type ForWindow = { asking: AskingFrame; attachment: Attachment };

export type TabStatus = {
	messenger: string;
	messengerName: string;
	/** False where the person has switched this messenger off. */
	guarded: boolean;
	/** Guarded, but not until then: in ms since 1970; 0 where there is no pause. */
	pausedUntil: number;
	/**
	 * Whether we were there before the page's first script. Firefox injects into tabs that were open before the install:
	 * their own listeners come first, so they count as guarded only once they are loaded again.
	 */
	sinceStart: boolean;
	conversation: Conversation;
	/** Whether the person has shown where the name stands on this site. */
	taught: boolean;
	/** Whether our script in the page's own world is there: inputs and file handles outside the document are its to see. */
	pageWorld: boolean;
};

/** Nobody forgets for longer that a tab is paused, in ms. */
export const longestPause = 10 * 60_000;

/** The types that a field may have. Pages cannot send these; another version of our own scripts can, right after an update. */
type Fields = Readonly<Record<string, Readonly<Record<string, string>>>>;

const ofBoth = {
	vouch: { token: "string" },
	decide: { attachment: "object" },
	outcome: { id: "string", outcome: "string object" },
	"original-too": { id: "string" },
} as const satisfies Fields;

const ofTabs = {
	...ofBoth,
	status: {},
	pause: { until: "number" },
	decided: { id: "string", decision: "object" },
} as const satisfies Record<ToTab["type"], Fields[string]>;

const ofBackground = {
	...ofBoth,
	paused: { paused: "boolean" },
	reading: { messenger: "string", origin: "string", told: "boolean" },
	answer: { frameId: "number", decided: "object" },
	"second-script": {},
	"for-window": { token: "string" },
	"answer-from-window": { decision: "object" },
} as const satisfies Record<ToBackground["type"], Fields[string]>;

export function isToTab(message: unknown): message is ToTab {
	return hasFields(message, ofTabs);
}

export function isToBackground(message: unknown): message is ToBackground {
	return hasFields(message, ofBackground);
}

function hasFields(message: unknown, fields: Fields): boolean {
	if (typeof message !== "object" || message === null) return false;
	const found: Record<string, unknown> = { ...message };
	const { type } = found;
	if (typeof type !== "string" || !Object.hasOwn(fields, type)) return false;
	return Object.entries(fields[type] ?? {}).every(([field, is]) => is.includes(typeof found[field]));
}
