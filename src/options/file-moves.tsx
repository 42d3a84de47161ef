// To a file and back: the only ways in which anything leaves the browser, and both are the person's own.
import { useRef, useState } from "preact/hooks";
import { words } from "../platform/words";
import { offerDownload } from "../ui/offer-download";

type Props = {
	/** Of the keys of the words, and of the file. */
	name: "memory" | "settings" | "taught";
	save: () => Promise<string>;
	/** Whether it was such a file. */
	readBack: (text: string) => Promise<boolean>;
	again: () => void;
};

export function FileMoves({ name, save, readBack, again }: Props) {
	const [isRefused, setIsRefused] = useState(false);
	const input = useRef<HTMLInputElement>(null);
	const read = async (picked: HTMLInputElement) => {
		const [file] = picked.files ?? [];
		if (!file) return;
		setIsRefused(!(await readBack(await file.text())));
		// The same file can be picked again.
		picked.value = "";
		again();
	};
	const offer = async () => {
		const file = new File([await save()], `last-look-${name}.json`, { type: "application/json" });
		offerDownload(file);
	};
	return (
		<>
			<button type="button" data-export={name} onClick={offer}>
				{words(`${name}Export`)}
			</button>
			<button type="button" onClick={() => input.current?.click()}>
				{words(`${name}Import`)}
			</button>
			<input
				ref={input}
				type="file"
				hidden
				accept="application/json"
				data-import={name}
				onChange={({ currentTarget }) => read(currentTarget)}
			/>
			{isRefused && <p role="alert">{words("fileNotUnderstood")}</p>}
		</>
	);
}
