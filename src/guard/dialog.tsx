// The dialog: who it goes to, what each file gives away, three ways to go on.
import { useEffect, useRef } from "preact/hooks";
import { plural, words } from "../platform/words";
import { FileRow } from "./file-row";
import type { Action, Question } from "./flow";
import { RecipientHeader } from "./recipient-header";
import type { Trust } from "./trust";

export function Dialog({ question, trust }: { question: Question; trust: Trust }) {
	const { attachment, rows, answer } = question;
	const sends = attachment.gate === "send";
	/** Somebody else was probably meant: then the safe way is the first one. */
	const isOdd = sends || question.recipient?.assessment.risk === "odd";
	const card = useRef<HTMLElement>(null);
	const canStrip = rows.some(({ examined }) => examined.status === "ready");
	const looking = rows.some(({ examined }) => examined.status === "looking");
	const uncheckable = rows.filter(({ examined }) => examined.status === "as-is-only").length;
	const somethingFound = rows.some(
		({ examined }) => "inspection" in examined && examined.inspection.status !== "clean",
	);

	useEffect(
		() => card.current?.querySelector<HTMLElement>(".primary:not([hidden])")?.focus(),
		[canStrip, looking, isOdd],
	);
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (event.key === "Escape" && trust.accepts(event)) answer("cancel");
		};
		window.addEventListener("keydown", onKey);
		return () => window.removeEventListener("keydown", onKey);
	}, [answer, trust]);

	const act = (action: Action) => (event: Event) => {
		if (trust.accepts(event)) answer(action);
	};

	return (
		<div class="backdrop">
			<section
				ref={card}
				class="card"
				role="dialog"
				aria-modal="true"
				aria-labelledby="recipient"
				aria-describedby="files"
			>
				<RecipientHeader label="goesTo" attachment={attachment} recipient={question.recipient} />
				{sends && <WaitingFiles files={attachment.files} />}
				{rows.length > 0 && (
					<ul id="files" class="files" aria-label={plural("files", rows.length)}>
						{rows.map((row, index) => (
							<FileRow key={index} row={row} />
						))}
					</ul>
				)}
				<p class="covered" role="alert">
					{words("covered")}
				</p>
				{canStrip && uncheckable > 0 && <p class="note">{plural("asIsToo", uncheckable)}</p>}
				<footer class="actions">
					<button type="button" data-action="cancel" class={isOdd ? "primary" : ""} onClick={act("cancel")}>
						{words(sends ? "dontSend" : isOdd ? "wrongPerson" : "cancel")}
					</button>
					<button
						type="button"
						data-action="original"
						hidden={canStrip && !somethingFound}
						disabled={looking}
						class={canStrip || isOdd ? "" : "primary"}
						onClick={act("original")}
					>
						{words(sends ? "sendHere" : "attachAsIs")}
					</button>
					<button
						type="button"
						data-action="strip"
						hidden={!canStrip && !looking}
						disabled={looking}
						class={isOdd ? "" : "primary"}
						onClick={act("strip")}
					>
						{words(somethingFound || looking ? "stripAndAttach" : "attach")}
					</button>
				</footer>
			</section>
		</div>
	);
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
