// What takes the whole page, shown one at a time in the order it came: questions that wait for a person, and reports of
// what was done without one.
import { render } from "preact";
import type { Attachment } from "../core/attachment";
import { Dialog } from "./dialog";
import type { Ask, Question } from "./flow";
import { Report } from "./report";
import { isStrippable } from "./row";
import { type Looks, LooksContext } from "./thumbnail";
import type { Told } from "./told";
import { watchTrust } from "./trust";

export type Questions = {
	ask: Ask;
	/** Ends the question about an attachment, if there is one. */
	close(attachment: Attachment): void;
	/** Shows everything about what was done. */
	report(told: Told): void;
};

type Shown = { type: "question"; question: Question } | { type: "report"; told: Told };

/** @param show - asks the page's content script to bring the frame up; @param hide - to put it away. */
export function createQuestions(looks: Looks, show: () => void, hide: () => void): Questions {
	const waiting: Shown[] = [];
	const root = dialogRoot();
	const trust = watchTrust(root);
	let shown: string | undefined;
	/** What of the dialog decides which button is where. */
	let stage: string | undefined;

	function update(): void {
		const [next] = waiting;
		if (!next) {
			render(undefined, root);
			if (shown !== undefined) hide();
			shown = undefined;
			return;
		}
		const id = idOf(next);
		const isNew = shown !== id;
		const isOther = isNew || stage !== stageOf(next);
		shown = id;
		stage = stageOf(next);
		render(<LooksContext.Provider value={looks}>{partFor(next, id)}</LooksContext.Provider>, root);
		// A click that was meant for a button of a moment ago may find another in its place.
		if (isOther) trust.appeared();
		if (isNew) show();
	}

	function partFor(next: Shown, id: string) {
		switch (next.type) {
			case "question":
				return <Dialog key={id} question={next.question} trust={trust} />;
			case "report":
				return <Report key={id} told={next.told} trust={trust} close={() => remove(id)} />;
			default:
				return next satisfies never;
		}
	}

	function put(one: Shown): void {
		const place = waiting.findIndex((other) => idOf(other) === idOf(one));
		if (place >= 0) waiting[place] = one;
		else waiting.push(one);
		update();
	}

	function remove(id: string): void {
		const place = waiting.findIndex((one) => idOf(one) === id);
		if (place < 0) return;
		waiting.splice(place, 1);
		update();
	}

	return {
		ask: (question) => put({ type: "question", question }),
		close: ({ id }) => remove(`question ${id}`),
		report: (told) => put({ type: "report", told }),
	};
}

function idOf(one: Shown): string {
	return one.type === "question" ? `question ${one.question.attachment.id}` : `report ${one.told[0].attachment.id}`;
}

function stageOf(one: Shown): string {
	if (one.type === "report") return one.type;
	const { stage, rows, recipient } = one.question;
	return JSON.stringify([stage, rows.map(isStrippable), recipient?.assessment.risk]);
}

function dialogRoot(): HTMLElement {
	const root = document.getElementById("dialog");
	if (!root) throw new Error("guard.html has no #dialog");
	return root;
}
