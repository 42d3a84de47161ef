// Entry of the guard's frame: attachments come in by the private port, decisions go out by it.
import type { ToGuard } from "../core/guard-port";
import { awaitContentPort } from "./content-port";
import { createExaminer } from "./examine";
import { type Decided, decide } from "./flow";
import { createQuestions } from "./questions";
import { rememberAnswer, rememberRelease } from "./recipient-check";

const examiner = createExaminer();
const questions = createQuestions(
	() => port.then(({ send }) => send({ type: "show" })),
	() => port.then(({ send }) => send({ type: "hide" })),
);
/** Decided about, and not yet known to be with the page. */
const decided = new Map<string, Decided>();

/** One after the other: each changes what the one before has left. A memory that cannot be written holds no files. */
let remembering: Promise<void> = Promise.resolve();
function remember(work: () => Promise<void>): void {
	remembering = remembering.then(work).catch(console.error);
}

async function receive(message: ToGuard): Promise<void> {
	switch (message.type) {
		case "attachment": {
			const { attachment } = message;
			const one = await decide(attachment, examiner, questions.ask);
			decided.set(attachment.id, one);
			questions.close(attachment);
			(await port).send({ type: "decision", id: attachment.id, decision: one.decision });
			remember(() => rememberAnswer(one));
			return;
		}
		case "outcome": {
			const one = decided.get(message.id);
			decided.delete(message.id);
			if (one && message.outcome === "released") remember(() => rememberRelease(one));
			return;
		}
		default:
			message satisfies never;
	}
}

const port = awaitContentPort(receive);
