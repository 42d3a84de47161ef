// A page to check files without any messenger: what they give away, and the same files without that, to save.
import { useState } from "preact/hooks";
import { LooksContext } from "../guard/thumbnail";
import { words } from "../platform/words";
import { mount } from "../ui/mount";
import { FilePicker } from "./file-picker";
import { Inspected } from "./inspected";
import { examiner } from "./use-examined";

function Check() {
	const [files, setFiles] = useState<readonly File[]>([]);
	return (
		<>
			<header>
				<h1>{words("checkTitle")}</h1>
				<p class="small">{words("checkWhy")}</p>
			</header>
			<FilePicker give={setFiles} />
			<Inspected files={files} />
		</>
	);
}

mount(
	<LooksContext.Provider value={examiner}>
		<Check />
	</LooksContext.Provider>,
);
