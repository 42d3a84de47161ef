// Entry of the guard's frame: attachments come in by the private port, decisions go out by it.
import type { ToGuard } from "../core/guard-port";
import { awaitContentPort } from "./content-port";
import { createExaminer } from "./examine";
import { decide } from "./flow";
import { createQuestions } from "./questions";

const examiner = createExaminer();
const questions = createQuestions(
	() => port.then(({ send }) => send({ type: "show" })),
	() => port.then(({ send }) => send({ type: "hide" })),
);

async function receive({ attachment }: ToGuard): Promise<void> {
	const decision = await decide(attachment, examiner, questions.ask);
	questions.close(attachment);
	(await port).send({ type: "decision", id: attachment.id, decision });
}

const port = awaitContentPort(receive);
