// Photoshop documents (PSD, PSB): read only. https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/
import type { Finding } from "../core/finding";
import type { ByteSource } from "./containers/byte-source";
import { uint8, uint16BE, uint32BE, uintBE } from "./containers/numbers";
import type { Handler, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { resourceFindings } from "./metadata/photoshop-resources";
import { oncePerFact } from "./metadata/tag-kinds";
import { decodeText, readable } from "./metadata/text";
import { trailingFindings } from "./metadata/trailing";
import { listed } from "./readable";

const headerSize = 26;
const longestResources = 64 * 1024 * 1024;
const maxLayers = 10_000;

export const psd: Handler = {
	format: "psd",
	async read(source, { signal }): Promise<Reading> {
		if (source.size < headerSize + 8) throw new InvalidFileError("damaged", "PSD header cut short");
		const header = await source.read(0, headerSize + 4);
		const wide = header[5] === 2 ? 8 : 4; // PSB
		const lengthAt = headerSize + 4 + uint32BE(header, headerSize);
		const length = uint32BE(await source.read(lengthAt, lengthAt + 4), 0);
		if (length > longestResources) throw new InvalidFileError("too-complex", `${length} bytes of image resources`);
		const start = lengthAt + 4;
		const end = start + length;
		if (end > source.size) throw new InvalidFileError("damaged", "image resources cut short");
		const bytes = await source.read(start, end);
		const findings = length > 0 ? await resourceFindings(bytes, start) : [];
		if (end + wide <= source.size) {
			const layers = uintBE(await source.read(end, end + wide), 0, wide);
			if (layers > 2 * wide) findings.push(...(await layerFindings(source, end + wide, wide, signal)));
			const pixels = end + wide + layers;
			if (pixels + 2 <= source.size) findings.push(...(await trailerFindings(source, header, pixels, wide)));
		}
		return { format: "psd", findings: oncePerFact(findings) };
	},
};

/** Names that Photoshop gives by itself. */
const genericName = /^((Layer|Background|Group|Shape|Rectangle|Ellipse|Curves|Levels|Copy|copy|of)[\s\d]*)*$|^<\/Layer/;

/** The names of its layers: behind each one's rectangle, channels, blending, mask and ranges. */
async function layerFindings(source: ByteSource, start: number, wide: number, signal: AbortSignal): Promise<Finding[]> {
	const read = (from: number, size: number) =>
		source.read(Math.min(from, source.size), Math.min(from + size, source.size));
	let at = start + wide;
	const signed = uint16BE(await read(at, 2), 0);
	const count = Math.min(signed > 0x7fff ? 0x10000 - signed : signed, maxLayers);
	const names: string[] = [];
	at += 2;
	for (let layer = 0; layer < count && at + 18 <= source.size; layer++) {
		signal.throwIfAborted();
		at += 18 + uint16BE(await read(at + 16, 2), 0) * (2 + wide) + 12;
		const extra = uint32BE(await read(at, 4), 0);
		let name = at + 4;
		for (let block = 0; block < 2; block++) name += 4 + uint32BE(await read(name, 4), 0);
		const text = await read(name + 1, uint8(await read(name, 1), 0));
		names.push(readable(decodeText(text)));
		at += 4 + extra;
	}
	const value = listed(names.filter((name) => !genericName.test(name)));
	return value === "" ? [] : [{ kind: "text", severity: "medium", source: "Photoshop", tag: "LayerNames", value }];
}

/** What stands behind the flat picture, where its length is known: plain, or packed row by row. */
async function trailerFindings(source: ByteSource, header: Uint8Array, at: number, wide: number): Promise<Finding[]> {
	const compression = uint16BE(await source.read(at, at + 2), 0);
	const rows = uint16BE(header, 12) * uint32BE(header, 14);
	let end = at + 2;
	if (compression === 0) end += rows * Math.ceil((uint32BE(header, 18) * uint16BE(header, 22)) / 8);
	else if (compression === 1 && end + (rows * wide) / 2 <= Math.min(source.size, longestResources)) {
		const counts = await source.read(end, end + (rows * wide) / 2);
		end += counts.length;
		for (let row = 0; row < rows; row++) end += uintBE(counts, (row * wide) / 2, wide / 2);
	} else return [];
	return trailingFindings(source, end, "Photoshop");
}
