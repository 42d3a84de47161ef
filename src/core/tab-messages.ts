// What the extension's pages, its background and its content scripts ask each other by runtime messages.
import type { Conversation } from "./conversation";

/** From the popup or the background to the content scripts of a tab. */
export type ToTab =
	/** Answered by every frame with a `TabStatus`. */
	| { type: "status" }
	/** Answered `true` by the frame that made this token, and by no other. */
	| { type: "vouch"; token: string };

/** From a guard's frame: whether a content script of ours in its tab made this token. */
export type ToBackground = { type: "vouch"; token: string };

/** `guarded` is false where the person has switched this messenger off. */
export type TabStatus = { messenger: string; messengerName: string; guarded: boolean; conversation: Conversation };

/** A message as it arrives: from our own scripts, yet perhaps from another version of them. */
export function parseToTab(message: unknown): ToTab | undefined {
	if (typeof message !== "object" || message === null || !("type" in message)) return undefined;
	if (message.type === "status") return { type: "status" };
	if (message.type === "vouch" && "token" in message && typeof message.token === "string") {
		return { type: "vouch", token: message.token };
	}
	return undefined;
}
