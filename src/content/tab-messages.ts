// Answers what the background, the popup and other frames of this tab ask.
import type { Attachment, Outcome } from "../core/attachment";
import { type Decided, isToTab, type TabStatus, type ToBackground } from "../core/tab-messages";
import { api, isAlive } from "./extension-api";
import type { Answer } from "./guard";

export type TabAnswers = {
	status(): Promise<TabStatus>;
	/** Asked by frames inside this one; rejects where nobody can be asked. */
	decide(attachment: Attachment): Promise<Answer>;
	/** What came of that. */
	outcome(id: string, outcome: Outcome): void;
	/** Whether this frame made the token. */
	vouchFor(token: string): boolean;
	/** A decision of the top frame's guard, for this frame. */
	decided(message: Decided): void;
	originalToo(id: string): void;
	pause(until: number): void;
};

export type OtherFrames = {
	/** Begins to answer, once. */
	listen(): void;
	/** The frame that the attachment came from, where that is another one. */
	frameOf(id: string): number | undefined;
};

export function answerTabMessages(answers: TabAnswers): OtherFrames {
	/** By attachment. */
	const frames = new Map<string, number>();
	let listens = false;

	/** @returns whether the answer comes later. */
	function hear(message: unknown, respond: (answer: unknown) => void): boolean | undefined {
		if (!isToTab(message)) return;
		switch (message.type) {
			case "status":
				answers.status().then(respond);
				return true;
			case "vouch":
				if (answers.vouchFor(message.token)) respond(true);
				return;
			case "decide": {
				const { frameId, attachment } = message;
				frames.set(attachment.id, frameId);
				respond(true);
				answers
					.decide(attachment)
					.catch(() => ({ action: "unavailable" }) as const)
					.then((decision) => {
						const answer: ToBackground = {
							type: "answer",
							frameId,
							decided: { type: "decided", id: attachment.id, decision },
						};
						return api().runtime.sendMessage(answer);
					});
				return;
			}
			case "outcome":
				answers.outcome(message.id, message.outcome);
				return;
			case "original-too":
				answers.originalToo(message.id);
				return;
			case "pause":
				answers.pause(message.until);
				return;
			case "decided":
				answers.decided(message);
				respond(true);
				return;
			default:
				message satisfies never;
		}
	}

	return {
		listen() {
			if (listens || !isAlive()) return;
			listens = true;
			api().runtime.onMessage.addListener((message, _sender, respond) => hear(message, respond));
		},
		frameOf: (id) => frames.get(id),
	};
}
