// The dialog: who it goes to, what each file gives away, three ways to go on.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Attachment } from "../core/attachment";
import { plural, words } from "../platform/words";
import { richWords } from "../ui/rich-words";
import { Always } from "./always";
import { ChoicesPart } from "./choices";
import { Files } from "./files";
import { type Action, newNames, type Question, showAfter } from "./flow";
import { Progress } from "./progress";
import { RecipientHeader } from "./recipient-header";
import { isMade, isStrippable, isUncheckable } from "./row";
import { SmallPrint } from "./small-print";
import type { Scope } from "./standing-choice";
import type { Trust } from "./trust";

export function Dialog({ question, trust }: { question: Question; trust: Trust }) {
	const { attachment, stage, rows, recipient, choices, isDecided, answer, choose, change } = question;
	const sends = attachment.gate === "send";
	/** Somebody else was probably meant: then the safe way is the first one. */
	const isOdd = sends || recipient?.assessment.risk === "odd";
	const [always, setAlways] = useState<Scope>();
	const card = useRef<HTMLElement>(null);
	/** Where the focus was put, not by the person. */
	const placed = useRef<HTMLElement>(null);
	const canStrip = rows.some(isStrippable);
	const isSlow = useSlow(stage === "making");
	const looking = stage === "looking" || isSlow;
	const uncheckable = rows.filter(isUncheckable).length;
	/** What Enter does. What could not be stripped goes by a choice of its own, never by a key pressed in passing. */
	const primary = isOdd ? "cancel" : looking || (canStrip && uncheckable === 0) ? "strip" : undefined;
	const somethingFound = rows.some(
		({ examined, goes }) => goes === "stripped" && "inspection" in examined && examined.inspection.status !== "clean",
	);

	/** What can't be checked is asked about each time: there "always" would mean all that can be, as it is. */
	const offersAlways = somethingFound && canStrip;

	const placeFocus = () => {
		const { activeElement: at } = document;
		// Whoever has gone on to a button or a choice stays there.
		if (card.current?.contains(at) && at !== placed.current && !at?.matches(":disabled")) return;
		placed.current = card.current?.querySelector<HTMLElement>(".primary:not([hidden], :disabled)") ?? card.current;
		placed.current?.focus();
	};
	useEffect(placeFocus, [stage, looking, primary]);
	useEffect(() => {
		// Firefox gives no focus to what is in a frame that is not shown yet.
		window.addEventListener("focus", placeFocus);
		return () => window.removeEventListener("focus", placeFocus);
	}, []);
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (event.key === "Escape" && trust.accepts(event)) answer("cancel");
		};
		window.addEventListener("keydown", onKey);
		return () => window.removeEventListener("keydown", onKey);
	}, [answer, trust]);

	const act = (action: Action) => (event: Event) => {
		if (trust.accepts(event)) answer(action, offersAlways ? always : undefined);
	};

	const isPrimary = (action: Action) => (action === primary ? "primary" : "");
	const asItIs = (
		<button
			type="button"
			data-action="original"
			hidden={canStrip && !somethingFound}
			disabled={stage !== "asking"}
			class={isPrimary("original")}
			onClick={act("original")}
		>
			{words(sends ? "sendHere" : "attachAsIs")}
		</button>
	);

	return (
		<div class="backdrop">
			<section
				ref={card}
				class="card"
				role="dialog"
				tabIndex={-1}
				data-made={rows.every(isMade)}
				aria-modal="true"
				aria-labelledby="recipient"
				aria-describedby="files"
				onKeyDown={(event) => keepInside(event, card.current)}
			>
				<RecipientHeader label="goesTo" attachment={attachment} recipient={recipient} />
				{sends && <WaitingFiles files={attachment.files} />}
				{looking && <Progress rows={rows} what={isSlow ? "stripping" : "lookingAt"} />}
				{!looking && rows.length > 0 && (
					<div class="middle" inert={stage === "making"}>
						<Files rows={rows} names={newNames(rows, choices)} choose={choose} />
						<ChoicesPart rows={rows} choices={choices} isDecided={isDecided} change={change} />
						{offersAlways && <Always attachment={attachment} isDecided={isDecided} scope={always} choose={setAlways} />}
						<SmallPrint attachment={attachment} tells={somethingFound} />
					</div>
				)}
				<p class="covered" role="alert">
					{words("covered")}
				</p>
				{!looking && canStrip && uncheckable > 0 && <p class="note">{plural("asIsToo", uncheckable)}</p>}
				{sends && <SmallPrint attachment={attachment} tells={false} />}
				{isOdd && !attachment.changedFrom && <NameOnceMore attachment={attachment} />}
				<footer class={isOdd ? "actions is-odd" : "actions"}>
					<button type="button" data-action="cancel" class={isPrimary("cancel")} onClick={act("cancel")}>
						{words(sends ? "dontSend" : isOdd ? "wrongPerson" : "cancel")}
					</button>
					{/* The safest first where somebody else was probably meant; else the usual last, where the hand goes. */}
					{!isOdd && asItIs}
					<button
						type="button"
						data-action="strip"
						hidden={!canStrip && !looking}
						disabled={stage !== "asking"}
						class={isPrimary("strip")}
						onClick={act("strip")}
					>
						{words(somethingFound || looking ? "stripAndAttach" : "attach")}
					</button>
					{isOdd && asItIs}
				</footer>
			</section>
		</div>
	);
}

/** Whether something has been going on for so long that a person should see it. */
function useSlow(isGoingOn: boolean): boolean {
	const [isSlow, setSlow] = useState(false);
	useEffect(() => {
		setSlow(false);
		const timer = setTimeout(setSlow, showAfter, isGoingOn);
		return () => clearTimeout(timer);
	}, [isGoingOn]);
	return isGoingOn && isSlow;
}

/** Where the eye is before a button is pressed: nobody reads a warning for the third time, but everybody knows a wrong name. */
function NameOnceMore({ attachment: { conversation } }: { attachment: Attachment }) {
	if (conversation.status !== "known") return undefined;
	return <p class="for-whom">{richWords("forWhom", <bdi data-for-whom>{conversation.title}</bdi>)}</p>;
}

/** Tab goes round within the dialog: the page around is out of reach, but browsers would go on to their own buttons. */
function keepInside(event: KeyboardEvent, card: HTMLElement | null): void {
	if (event.key !== "Tab" || !card) return;
	const stops = [...card.querySelectorAll<HTMLElement>("button, select, input, summary, video, [tabindex='0']")].filter(
		(element) => element.tabIndex >= 0 && !element.matches(":disabled, [inert] *") && element.checkVisibility(),
	);
	const [first, last] = [stops[0], stops.at(-1)];
	const { activeElement: at } = document;
	const isAtEdge = event.shiftKey ? at === first || at === card : at === last;
	if (!isAtEdge) return;
	event.preventDefault();
	(event.shiftKey ? last : first)?.focus();
}

/** Files that are with the page already: nothing about them is left to decide but where they go. */
function WaitingFiles({ files }: { files: readonly File[] }) {
	return (
		<section class="note">
			<p>{plural("waiting", files.length)}</p>
			<ul id="files">
				{files.map(({ name }, index) => (
					<li key={index} data-file={name} data-status="attached">
						<bdi>{name}</bdi>
					</li>
				))}
			</ul>
		</section>
	);
}
