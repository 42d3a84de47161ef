// JPEG. https://www.w3.org/Graphics/JPEG/itu-t81.pdf
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";

export const jpeg: Handler = {
	format: "jpeg",
	async read() {
		throw new InvalidFileError("read-only-format", "not written yet");
	},
};
