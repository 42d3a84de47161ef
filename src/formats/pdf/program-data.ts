// What programs keep for themselves in a PDF: what Photoshop knew of the picture it wrote. ISO 32000-2, 14.5
import { type Finding, withoutChoice } from "../../core/finding";
import { InvalidFileError } from "../invalid-file-error";
import { resourceFindings } from "../metadata/photoshop-resources";
import { type PdfDocument, resolvedDict, streamContent } from "./document";
import { dictOf } from "./value";

/** Blocks that are read; a document has one for each picture. */
const maxBlocks = 50;

/** What the private data says that the objects `numbers` carry along. */
export async function programDataFindings(document: PdfDocument, numbers: readonly number[]): Promise<Finding[]> {
	const blocks = new Set<number>();
	for (const number of numbers) {
		const programs = resolvedDict(document, dictOf(document.objects.get(number)?.value)?.get("PieceInfo"));
		for (const program of programs?.values() ?? []) {
			const own = resolvedDict(document, resolvedDict(document, program)?.get("Private"));
			const block = own?.get("ImageResources");
			if (block?.type === "reference" && blocks.size < maxBlocks) blocks.add(block.number);
		}
	}
	const findings: Finding[] = [];
	for (const number of blocks) {
		const object = document.objects.get(number);
		if (!object?.stream) continue;
		try {
			findings.push(...(await resourceFindings(await streamContent(document, object), undefined)));
		} catch (error) {
			if (!(error instanceof InvalidFileError) || error.reason === "too-complex") throw error; // it goes unread
		}
	}
	return findings.map(withoutChoice);
}
