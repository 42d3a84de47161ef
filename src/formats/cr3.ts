// Canon's CR3, a raw picture in boxes: read only. https://github.com/lclevy/canon_cr3

import type { Finding } from "../core/finding";
import { metadataFindings } from "./boxed-metadata";
import type { ByteSource } from "./containers/byte-source";
import { type Box, boxesIn, topBoxes } from "./containers/isobmff";
import { filmParts } from "./film-in-picture";
import type { Handler, ReadContext, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { canonFindings } from "./metadata/canon-boxes";
import { oncePerFact } from "./metadata/tag-kinds";

export const cr3: Handler = {
	format: "cr3",
	async read(source, context): Promise<Reading> {
		const { boxes } = await topBoxes(source, context.signal);
		const findings: Finding[] = [];
		for (const box of boxes) {
			if (box.type === "moov") findings.push(...(await movieFindings(await loaded(source, box), box, context)));
			else if (box.type === "uuid") {
				const { start, body, end } = box;
				const inBox = { ...box, start: 0, body: body - start, end: end - start };
				findings.push(...(await metadataFindings(await loaded(source, box), inBox, start)));
			}
		}
		return { format: "cr3", findings: oncePerFact(findings) };
	},
};

const longestBox = 64 * 1024 * 1024;

async function loaded(source: ByteSource, { type, start, end }: Box): Promise<Uint8Array<ArrayBuffer>> {
	if (end - start > longestBox) throw new InvalidFileError("too-complex", `${type} of ${end - start} bytes`);
	return source.read(start, end);
}

/** Canon keeps its Exif in boxes of its own. */
async function movieFindings(bytes: Uint8Array<ArrayBuffer>, box: Box, context: ReadContext): Promise<Finding[]> {
	const base = box.start;
	const root = { type: box.type, start: 0, body: box.body - base, end: bytes.length };
	const findings: Finding[] = [];
	for (const uuid of boxesIn(bytes, root.body, root.end).boxes.filter(({ type }) => type === "uuid"))
		findings.push(
			...(await canonFindings(bytes, { ...uuid, body: Math.min(uuid.body + 16, uuid.end) }, base, context)),
		);
	const parts = await filmParts(bytes, base, root, context);
	return [...findings, ...parts.flatMap((part) => part.findings.filter(({ kind }) => kind === "time"))];
}
