// Files that stand in a text as Base64: read with the handler of their format, and put back stripped.
import type { Finding } from "../core/finding";
import type { Keep } from "../core/keep";
import type { Base64File } from "./containers/base64-file";
import type { ChoiceEdit } from "./containers/xml-edits";
import type { ReadContext, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { withoutRange } from "./picture-ranges";
import { unreadFinding } from "./unread-finding";

/** A file that stands in a text as Base64, and what it says. */
export type Inside = { file: Base64File; findings: readonly Finding[]; strip?: Reading["strip"] };

/** @throws InvalidFileError `too-complex`. */
export async function readInside(file: Base64File, label: string, context: ReadContext): Promise<Inside> {
	context.signal.throwIfAborted();
	context.spend(file.source.size);
	try {
		const reading = await context.nested(file.source);
		if (!reading) return { file, findings: [unreadFinding(label, "wasNotChecked")] };
		const findings = reading.findings.map(
			(finding): Finding => ({
				...withoutRange(finding),
				source: `${label}: ${finding.source}`,
				...(!reading.strip && { stays: true }),
			}),
		);
		return reading.strip && findings.length > 0 ? { file, findings, strip: reading.strip } : { file, findings };
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason === "too-complex") throw error;
		return { file, findings: [unreadFinding(label, "cannotBeRead")] };
	}
}

/** What puts those that say something back without it. */
export async function insideEdits(inside: readonly Inside[], keep: Keep): Promise<ChoiceEdit[]> {
	const edits: ChoiceEdit[] = [];
	for (const { file, strip } of inside) {
		if (strip) edits.push({ ...file.place, bytes: await file.stripped(await strip(keep)) });
	}
	return edits;
}
