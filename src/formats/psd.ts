// Photoshop documents (PSD, PSB): read only. https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/
import { uint32BE } from "./containers/numbers";
import type { Handler, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { resourceFindings } from "./metadata/photoshop-resources";
import { oncePerFact } from "./metadata/tag-kinds";

const headerSize = 26;
const longestResources = 64 * 1024 * 1024;

export const psd: Handler = {
	format: "psd",
	async read(source): Promise<Reading> {
		if (source.size < headerSize + 8) throw new InvalidFileError("damaged", "PSD header cut short");
		const colours = uint32BE(await source.read(headerSize, headerSize + 4), 0);
		const lengthAt = headerSize + 4 + colours;
		const length = uint32BE(await source.read(lengthAt, lengthAt + 4), 0);
		if (length > longestResources) throw new InvalidFileError("too-complex", `${length} bytes of image resources`);
		const start = lengthAt + 4;
		const bytes = await source.read(start, start + length);
		const findings = length > 0 ? await resourceFindings(bytes, start) : [];
		return { format: "psd", findings: oncePerFact(findings) };
	},
};
