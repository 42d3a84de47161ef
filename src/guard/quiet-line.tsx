// The quiet line: what was done without asking, in one sentence, and what can still be done about it.
import { useEffect, useState } from "preact/hooks";
import { words } from "../platform/words";
import { Icon } from "../ui/icon";
import { type Told, wayOf } from "./told";
import { sentenceOf } from "./told-words";
import type { Trust } from "./trust";

export type LineAction = "why" | "original-too" | "keep-originals" | "ask-again" | "undo-rule" | "close";

/** What became of the line since it was shown. */
export type LineState = "told" | "attaching" | "attached" | "not-attached" | "keeps-originals" | "asks-again";

export type Line = { told: Told; state: LineState };

/** A screen reader says what changes in a region that it knows already: the words come again a moment after the region. */
const announceAfter = 150;

export function QuietLine({ line, trust, act }: { line: Line; trust: Trust; act: (action: LineAction) => void }) {
	const { told, state } = line;
	const [isKnown, setKnown] = useState(false);
	useEffect(() => {
		const timer = setTimeout(() => setKnown(true), announceAfter);
		return () => clearTimeout(timer);
	}, []);
	const on = (action: LineAction) => (event: Event) => {
		if (trust.accepts(event)) act(action);
	};
	return (
		<section
			class="line"
			aria-label={words("name")}
			data-line={wayOf(told)}
			data-state={state}
			onKeyDown={(event) => event.key === "Escape" && on("close")(event)}
		>
			<Icon name="shield" />
			<p role="status">
				<span key={`${isKnown} ${state}`}>{state === "told" ? sentenceOf(told) : words(stateWords[state])}</span>
			</p>
			<button type="button" class="close" data-act="close" aria-label={words("close")} onClick={on("close")}>
				<Icon name="close" />
			</button>
			<p class="covered" role="alert">
				{words("covered")}
			</p>
			<div class="line-actions">
				{actionsOf(line).map((action) => (
					<button type="button" key={action} data-act={action} onClick={on(action)}>
						{words(actionWords[action])}
					</button>
				))}
			</div>
		</section>
	);
}

const stateWords = {
	attaching: "lineAttaching",
	attached: "lineAttached",
	"not-attached": "lineNotAttached",
	"keeps-originals": "lineKeepsOriginals",
	"asks-again": "lineAsksAgain",
} as const satisfies Record<Exclude<LineState, "told">, string>;

const actionWords = {
	why: "why",
	"original-too": "originalToo",
	"keep-originals": "keepOriginals",
	"ask-again": "askAgainHere",
	"undo-rule": "undo",
	close: "close",
} as const satisfies Record<LineAction, string>;

function actionsOf({ told, state }: Line): LineAction[] {
	const [{ attachment, recipient, ownRules }] = told;
	const canRule = ownRules && attachment.conversation.status === "known";
	switch (state) {
		case "told": {
			const way = wayOf(told);
			if (way === "stripped") return ["why", "original-too", ...(canRule ? (["keep-originals"] as const) : [])];
			return ["why", ...(way === "as-is" && canRule && recipient?.rule === "original" ? (["ask-again"] as const) : [])];
		}
		case "keeps-originals":
		case "asks-again":
			return ["undo-rule"];
		case "attached":
			return canRule ? ["keep-originals"] : [];
		case "attaching":
		case "not-attached":
			return [];
		default:
			return state satisfies never;
	}
}
