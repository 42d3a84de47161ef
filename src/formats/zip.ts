// ZIP.
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";

export const zip: Handler = {
	format: "zip",
	async read() {
		throw new InvalidFileError("read-only-format", "not written yet");
	},
};
