// Entry of the guard's frame: attachments come in by the private port, decisions go out by it. In a window of its own there
// is one of each.
import type { Attachment, Written } from "../core/attachment";
import type { FromGuard, ToGuard } from "../core/guard-port";
import { direction, language } from "../platform/words";
import { awaitContentPort } from "./content-port";
import { countDecided, countReleased } from "./count";
import { createExaminer } from "./examine";
import { type Decided, decide } from "./flow";
import { openWindowPort } from "./in-window";
import { createQuestions } from "./questions";
import { createQuietLines } from "./quiet-lines";
import { tellReading } from "./reading";
import { recipesOf } from "./recipes";
import { openMemory } from "./recipient-check";
import { rememberAnswer, rememberRelease, rememberWritten } from "./remember";
import { chooseAlways } from "./standing-choice";
import { fingerprintsOf, isStillTheSame } from "./still-the-same";

document.documentElement.lang = language();
document.documentElement.dir = direction();

const examiner = createExaminer();
// What the first file would wait for comes while the port does.
examiner.warmUp();
openMemory();
const send = (message: FromGuard) => void port.then((line) => line.send(message));
const questions = createQuestions(
	examiner,
	() => {
		lines.setQuestions(true);
		send({ type: "show" });
	},
	() => {
		send({ type: "hide" });
		lines.setQuestions(false);
	},
);
const lines = createQuietLines(send, questions.report);
/** Decided about, and not yet known to be with the page. */
const decided = new Map<string, Decided>();
/** With the page, and not yet known to be sent, the latest last: a page that shows no Send never says so. Without their files. */
const released = new Map<string, Attachment>();
const mostReleased = 20;

/** One after the other: each changes what the one before has left. A memory that cannot be written holds no files. */
let remembering: Promise<void> = Promise.resolve();
function remember(work: () => Promise<void>): void {
	remembering = remembering.then(work).catch(console.error);
}

/** Files that have changed while the person was thinking are looked at, and asked about, anew. */
async function decideOn(attachment: Attachment): Promise<Decided> {
	for (;;) {
		const before = fingerprintsOf(attachment.files);
		const one = await decide(attachment, examiner, questions.ask);
		questions.close(attachment);
		if (one.decision.action === "cancel" || attachment.gate === "send") return one;
		if (isStillTheSame(await fingerprintsOf(attachment.files), await before)) return one;
	}
}

async function receive(message: ToGuard): Promise<void> {
	switch (message.type) {
		case "there":
			send({ type: "here" });
			return;
		case "attachment": {
			const { attachment } = message;
			tellReading(attachment);
			const one = await decideOn(attachment);
			decided.set(attachment.id, one);
			send({ type: "decision", id: attachment.id, decision: one.decision, recipes: recipesOf(one) });
			remember(() => rememberAnswer(one));
			remember(() => countDecided(one));
			remember(() => keepChoice(one));
			return;
		}
		case "outcome": {
			if (typeof message.outcome === "object") return sent(message.id, message.outcome.sent);
			if (lines.outcome(message.id, message.outcome)) return;
			const one = decided.get(message.id);
			decided.delete(message.id);
			if (!one || message.outcome !== "released") return;
			keepReleased(one.attachment);
			remember(() => rememberRelease(one));
			remember(() => countReleased(one));
			lines.tell(one);
			return;
		}
		case "moved":
			lines.moved();
			return;
		default:
			message satisfies never;
	}
}

/** "Do this without asking from now on", said with an answer. */
async function keepChoice({ attachment, by }: Decided): Promise<void> {
	if (by.way !== "asked" || !by.always || by.action === "cancel") return;
	await chooseAlways(attachment, { scope: by.always, rule: by.action });
}

function sent(id: string, written: Written): void {
	const one = released.get(id);
	released.delete(id);
	if (one) remember(() => rememberWritten(one, written));
}

function keepReleased(attachment: Attachment): void {
	released.set(attachment.id, { ...attachment, files: [] });
	for (const oldest of released.keys()) {
		if (released.size <= mostReleased) break;
		released.delete(oldest);
	}
}

const port = window.parent === window ? openWindowPort(receive, () => remembering) : awaitContentPort(receive);
