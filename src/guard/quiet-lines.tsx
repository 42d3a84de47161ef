// Shows quiet lines, one at a time: beside the composer, without the focus, gone by themselves; never with a question.
import { render } from "preact";
import type { Outcome } from "../core/attachment";
import type { FromGuard } from "../core/guard-port";
import type { Rule } from "../core/settings";
import type { Decided } from "./flow";
import { type Line, type LineAction, type LineState, QuietLine } from "./quiet-line";
import { chooseForConversation } from "./standing-choice";
import { type Told, together, unaskedOf } from "./told";
import { watchTrust } from "./trust";

export type QuietLines = {
	/** Files are with the page. */
	tell(decided: Decided): void;
	/** What came of handing over an original; `false` where no line has asked for it. */
	outcome(id: string, outcome: Outcome): boolean;
	/** The content script has shown the line, or moved it. */
	moved(): void;
	/** While questions are shown there is no line. */
	setQuestions(areShown: boolean): void;
};

/** Long enough to be read twice; from then on as long as the pointer or the focus is on it, and a while after. In ms. */
const shownFor = 12_000;
const shownAfterwards = 4_000;
const tick = 250;

/** In the page's own text size; a narrow page has a narrower one. */
const widthInRem = 25;
const margin = 8;

/** @param why - shows everything about it. */
export function createQuietLines(send: (message: FromGuard) => void, why: (told: Told) => void): QuietLines {
	const root = lineRoot();
	const trust = watchTrust(root);
	let line: Line | undefined;
	let areQuestionsShown = false;
	let isShown = false;
	let left = 0;
	/** Originals that were asked for and are not with the page yet. */
	const awaited = new Set<string>();

	new ResizeObserver(() => isShown && place()).observe(root);
	setInterval(() => {
		if (!isShown) return;
		const isHeeded = root.matches(":hover") || (document.hasFocus() && root.contains(document.activeElement));
		left = isHeeded || document.hidden ? Math.max(left, shownAfterwards) : left - tick;
		if (left <= 0) close();
	}, tick);

	/** The frame is as large as the page while it is out of sight, and as the line once that is shown. */
	function place(): void {
		const [attachment] = line?.told.map(({ attachment }) => attachment).slice(-1) ?? [];
		if (!attachment) return;
		const { width, height } = root.getBoundingClientRect();
		send({ type: "line", id: attachment.id, size: { width, height: Math.ceil(height) } });
	}

	function update(): void {
		if (!line || areQuestionsShown) {
			render(undefined, root);
			if (isShown && !areQuestionsShown) send({ type: "hide" });
			isShown = false;
			return;
		}
		if (!isShown) {
			const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
			root.style.inlineSize = `${Math.min(widthInRem * rem, innerWidth - 2 * margin)}px`;
		}
		render(<QuietLine key={line.told[0].attachment.id} line={line} trust={trust} act={act} />, root);
		left = shownFor;
		isShown = true;
		trust.appeared();
		place();
	}

	function become(state: LineState): void {
		if (!line) return;
		line = { ...line, state };
		update();
	}

	function close(): void {
		line = undefined;
		update();
	}

	async function rule(chosen: Rule | undefined, state: LineState): Promise<void> {
		if (!line) return;
		await chooseForConversation(line.told[0].attachment, chosen);
		become(state);
	}

	function act(action: LineAction): void {
		if (!line) return;
		const { told, state } = line;
		switch (action) {
			case "why":
				line = undefined;
				why(told);
				return;
			case "original-too":
				for (const { attachment } of told) {
					awaited.add(attachment.id);
					send({ type: "original-too", id: attachment.id });
				}
				become("attaching");
				return;
			case "keep-originals":
				rule("original", "keeps-originals").catch(console.error);
				return;
			case "ask-again":
				rule(undefined, "asks-again").catch(console.error);
				return;
			case "undo-rule":
				rule(state === "asks-again" ? "original" : told[0].recipient?.rule, "told").catch(console.error);
				return;
			case "close":
				close();
				return;
			default:
				action satisfies never;
		}
	}

	return {
		tell(decided) {
			const now = unaskedOf(decided);
			if (!now) return;
			line = { told: together(line?.state === "told" ? line.told : undefined, now), state: "told" };
			update();
		},
		outcome(id, outcome) {
			if (!awaited.delete(id)) return false;
			const isMine = line?.told.some(({ attachment }) => attachment.id === id) && line.state === "attaching";
			if (isMine && outcome === "given-up") become("not-attached");
			else if (isMine && awaited.size === 0) become("attached");
			return true;
		},
		moved: () => trust.appeared(),
		setQuestions(areShown) {
			if (areShown === areQuestionsShown) return;
			areQuestionsShown = areShown;
			update();
		},
	};
}

function lineRoot(): HTMLElement {
	const root = document.getElementById("line");
	if (!root) throw new Error("guard.html has no #line");
	return root;
}
