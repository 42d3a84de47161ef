// Records the files of an event: of the input, of the drop or of the paste.

/** @param reader - what the sight is called. */
export function seeAll(reader) {
	return (event) => {
		event.preventDefault();
		const { files } = event.dataTransfer ?? event.clipboardData ?? event.target;
		for (const file of files) globalThis.recorder.saw(reader, file);
	};
}
