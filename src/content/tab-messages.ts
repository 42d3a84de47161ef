// Answers what the background, the popup and other frames of this tab ask.
import { type Decided, isToTab, type TabStatus, type ToBackground } from "../core/tab-messages";
import { api } from "./extension-api";
import type { Guard } from "./guard";

export type TabAnswers = {
	status(): TabStatus;
	/** The guard of this frame: asked by frames inside it. */
	guard: Guard;
	/** Whether this frame made the token. */
	vouchFor(token: string): boolean;
	/** A decision of the top frame's guard, for this frame. */
	decided(message: Decided): void;
	originalToo(id: string): void;
	pause(until: number): void;
};

export type OtherFrames = {
	/** Whether the attachment came from another frame. */
	has(id: string): boolean;
	/** Asks the frame that the attachment came from. */
	originalToo(id: string): void;
};

export function answerTabMessages({ status, guard, vouchFor, decided, originalToo, pause }: TabAnswers): OtherFrames {
	/** By attachment. */
	const frames = new Map<string, number>();
	api.runtime.onMessage.addListener((message, _sender, respond) => {
		if (!isToTab(message)) return;
		switch (message.type) {
			case "status":
				respond(status());
				return;
			case "vouch":
				if (vouchFor(message.token)) respond(true);
				return;
			case "decide": {
				const { frameId, attachment } = message;
				frames.set(attachment.id, frameId);
				respond(true);
				guard.decide(attachment).then((decision) => {
					const answer: ToBackground = {
						type: "answer",
						frameId,
						decided: { type: "decided", id: attachment.id, decision },
					};
					return api.runtime.sendMessage(answer);
				});
				return;
			}
			case "outcome":
				guard.outcome(message.id, message.outcome);
				return;
			case "original-too":
				originalToo(message.id);
				return;
			case "pause":
				pause(message.until);
				return;
			case "decided":
				decided(message);
				return;
			default:
				message satisfies never;
		}
	});
	return {
		has: (id) => frames.has(id),
		originalToo(id) {
			const frameId = frames.get(id);
			if (frameId === undefined) return;
			const request: ToBackground = { type: "original-too", frameId, id };
			api.runtime.sendMessage(request).catch(() => {});
		},
	};
}
