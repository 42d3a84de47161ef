// PNG. https://www.w3.org/TR/png-3/
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";

export const png: Handler = {
	format: "png",
	async read() {
		throw new InvalidFileError("read-only-format", "not written yet");
	},
};
