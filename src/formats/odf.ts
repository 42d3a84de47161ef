// OpenDocument.
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";

export const odf: Handler = {
	format: "odf",
	async read() {
		throw new InvalidFileError("read-only-format", "not written yet");
	},
};
