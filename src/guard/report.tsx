// Why: what a quiet line was about, in full. Nothing is left to decide.
import { useEffect, useRef } from "preact/hooks";
import { words } from "../platform/words";
import { Files } from "./files";
import { RecipientHeader } from "./recipient-header";
import { rowsOf, type Told } from "./told";
import { sentenceOf } from "./told-words";
import type { Trust } from "./trust";

export function Report({ told, trust, close }: { told: Told; trust: Trust; close: () => void }) {
	const button = useRef<HTMLButtonElement>(null);
	const [{ attachment }] = told;
	const recipient = told.at(-1)?.recipient;
	const rows = rowsOf(told);
	useEffect(() => {
		button.current?.focus();
		const onKey = (event: KeyboardEvent) => {
			if (event.key === "Escape" && trust.accepts(event)) close();
		};
		window.addEventListener("keydown", onKey);
		return () => window.removeEventListener("keydown", onKey);
	}, []);

	return (
		<div class="backdrop">
			<section class="card" role="dialog" aria-modal="true" aria-labelledby="recipient" aria-describedby="told">
				<RecipientHeader label="wentTo" attachment={attachment} recipient={recipient} />
				<p id="told" class="note">
					{sentenceOf(told)}
				</p>
				<div class="middle">
					<Files rows={rows} />
				</div>
				<p class="covered" role="alert">
					{words("covered")}
				</p>
				<footer class="actions">
					<button
						ref={button}
						type="button"
						data-action="cancel"
						class="primary"
						onClick={(event) => trust.accepts(event) && close()}
					>
						{words("close")}
					</button>
				</footer>
			</section>
		</div>
	);
}
