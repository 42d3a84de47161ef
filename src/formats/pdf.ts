// PDF. https://www.pdfa.org/resource/iso-32000-2/
import type { Finding } from "../core/finding";
import { type Keep, keepNothing } from "../core/keep";
import type { Handler } from "./handler";
import { oncePerFact } from "./metadata/tag-kinds";
import { informationFindings } from "./pdf/clean";
import { readDocument } from "./pdf/document";
import { historyFindings, metadataFindings } from "./pdf/leftovers";
import { cleanedObjects, rewritten } from "./pdf/rewrite";
import { newStreams, readStreams } from "./pdf/streams";

/** Under it everything that a choice may keep is walked, and so seen. */
const keepAll: Keep = { ...keepNothing, time: true, credits: true };

export const pdf: Handler = {
	format: "pdf",
	async read(source, context) {
		const document = await readDocument(source, context);
		const findings: Finding[] = informationFindings(document);
		const { numbers } = cleanedObjects(document, keepAll, (finding) => findings.push(finding));
		findings.push(...(await metadataFindings(document)), ...historyFindings(document));
		const streams = await readStreams(document, numbers.keys());
		findings.push(...streams.flatMap((stream) => stream.findings));
		return {
			format: "pdf",
			findings: oncePerFact(findings),
			strip: async (keep) => rewritten(document, keep, await newStreams(streams, keep)),
		};
	},
};
