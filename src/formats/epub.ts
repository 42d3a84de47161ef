// EPUB.
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";

export const epub: Handler = {
	format: "epub",
	async read() {
		throw new InvalidFileError("read-only-format", "not written yet");
	},
};
