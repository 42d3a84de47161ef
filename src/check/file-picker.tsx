// Takes files: dropped anywhere on the page, or picked.
import { useEffect, useRef, useState } from "preact/hooks";
import { words } from "../platform/words";

export function FilePicker({ give }: { give: (files: readonly File[]) => void }) {
	const input = useRef<HTMLInputElement>(null);
	const [isOver, setIsOver] = useState(false);
	useEffect(() => {
		const listening = new AbortController();
		const { signal } = listening;
		// A file that is dropped beside the place would be opened in this tab instead.
		window.addEventListener(
			"dragover",
			(event) => {
				event.preventDefault();
				setIsOver(true);
			},
			{ signal },
		);
		window.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || setIsOver(false), { signal });
		window.addEventListener(
			"drop",
			(event) => {
				event.preventDefault();
				setIsOver(false);
				give([...(event.dataTransfer?.files ?? [])]);
			},
			{ signal },
		);
		return () => listening.abort();
	}, [give]);
	return (
		<section class={isOver ? "panel drop over" : "panel drop"}>
			<p>{words("checkDrop")}</p>
			<button type="button" class="primary" data-pick onClick={() => input.current?.click()}>
				{words("checkPick")}
			</button>
			<input
				ref={input}
				type="file"
				multiple
				hidden
				onChange={({ currentTarget }) => {
					give([...(currentTarget.files ?? [])]);
					// The same file can be picked again.
					currentTarget.value = "";
				}}
			/>
		</section>
	);
}
