// PDF. https://www.pdfa.org/resource/iso-32000-2/
import type { Finding } from "../core/finding";
import { type Keep, keepNothing } from "../core/keep";
import { type ByteSource, bytesSource } from "./containers/byte-source";
import type { Handler } from "./handler";
import { oncePerFact } from "./metadata/tag-kinds";
import { findingsBetween } from "./pdf/between-objects";
import { informationFindings } from "./pdf/clean";
import { contentComments, uncommented } from "./pdf/content-comments";
import { readDocument } from "./pdf/document";
import { fontFindings } from "./pdf/fonts";
import { noteTrailer } from "./pdf/known-keys";
import { historyFindings, metadataFindings } from "./pdf/leftovers";
import { programDataFindings } from "./pdf/program-data";
import { cleanedObjects, written } from "./pdf/rewrite";
import { newStreams, readStreams } from "./pdf/streams";
import { type Held, joinedPieces } from "./splice";

/** Under it everything that a choice may keep is walked, and so seen. */
const keepAll: Keep = { ...keepNothing, time: true, credits: true };

/** A file up to this size is read at once: its photographs are read whole anyway, and round trips cost more than bytes. */
const maxHeld = 16 * 1024 * 1024;

async function heldBytes(source: ByteSource): Promise<Held[]> {
	return source.size <= maxHeld ? [{ base: 0, bytes: await source.read(0, source.size) }] : [];
}

/** Whether what was walked for the findings is what is to be written: the default. */
function keepsLeftovers({ comments, hiddenContent, formValues, macros }: Keep): boolean {
	return comments && hiddenContent && formValues && macros;
}

export const pdf: Handler = {
	format: "pdf",
	async read(source, context) {
		const held = await heldBytes(source);
		const document = await readDocument(held[0] ? bytesSource(held[0].bytes) : source, context);
		const findings: Finding[] = informationFindings(document);
		const note = (finding: Finding) => findings.push(finding);
		noteTrailer({ document, note });
		const met = { attachments: new Set<number>(), packets: new Set<number>() };
		const whole = cleanedObjects(document, keepAll, note, met);
		const numbers = whole.map(({ old }) => old);
		findings.push(
			...(await metadataFindings(document, met.packets)),
			...(await programDataFindings(document, numbers)),
		);
		findings.push(...(await historyFindings(document, numbers)), ...(await findingsBetween(document)));
		const comments = await contentComments(document, numbers);
		findings.push(...comments.findings);
		const streams = await readStreams(document, numbers, met.attachments);
		findings.push(...streams.flatMap((stream) => stream.findings));
		// Fonts alone are no reason to stop anybody.
		if (findings.length > 0) findings.push(...fontFindings(document, numbers));
		return {
			format: "pdf",
			findings: oncePerFact(findings),
			strip: async (keep) => {
				const objects = keepsLeftovers(keep) ? whole : cleanedObjects(document, keep, () => {});
				const changed = new Map([...(await newStreams(streams, keep)), ...(await uncommented(document, comments))]);
				return joinedPieces(await written(document, objects, changed), held);
			},
		};
	},
};
