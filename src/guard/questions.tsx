// The questions waiting for a person, shown one at a time in the order they came.
import { render } from "preact";
import type { Attachment } from "../core/attachment";
import { Dialog } from "./dialog";
import type { Ask, Question } from "./flow";
import { watchTrust } from "./trust";

export type Questions = {
	ask: Ask;
	/** Ends the question about an attachment, if there is one. */
	close(attachment: Attachment): void;
};

/** @param show - asks the page's content script to bring the frame up; @param hide - to put it away. */
export function createQuestions(show: () => void, hide: () => void): Questions {
	const waiting: Question[] = [];
	const root = dialogRoot();
	const trust = watchTrust(root);
	let shown: Attachment | undefined;

	function update(): void {
		const question = waiting[0];
		if (!question) {
			if (shown) hide();
			shown = undefined;
			render(undefined, root);
			return;
		}
		const isNew = shown !== question.attachment;
		shown = question.attachment;
		render(<Dialog key={question.attachment.id} question={question} trust={trust} />, root);
		if (isNew) {
			trust.appeared();
			show();
		}
	}

	return {
		ask(question) {
			const place = waiting.findIndex(({ attachment }) => attachment === question.attachment);
			if (place >= 0) waiting[place] = question;
			else waiting.push(question);
			update();
		},
		close(attachment) {
			const place = waiting.findIndex((question) => question.attachment === attachment);
			if (place < 0) return;
			waiting.splice(place, 1);
			update();
		},
	};
}

function dialogRoot(): HTMLElement {
	const root = document.getElementById("dialog");
	if (!root) throw new Error("guard.html has no #dialog");
	return root;
}
