// Reading a text file whole, up to a size that no honest one has.

import { type ByteSource, bytesSource } from "./containers/byte-source";
import type { ReadContext } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { decodeText } from "./metadata/text";
import { withoutRange } from "./picture-ranges";
import { unreadFinding } from "./unread-finding";

const maxText = 128 * 1024 * 1024;

/** @throws InvalidFileError `too-complex` beyond `maxText`. */
export async function readText(source: ByteSource, context: ReadContext): Promise<string> {
	return decodeText(await readWhole(source, context)).replace(/^\ufeff/, "");
}

/** @throws InvalidFileError `too-complex` beyond `maxText`. */
export async function readWhole(source: ByteSource, context: ReadContext): Promise<Uint8Array<ArrayBuffer>> {
	if (source.size > maxText) throw new InvalidFileError("too-complex", `${source.size} bytes of text`);
	context.signal.throwIfAborted();
	return source.read(0, source.size);
}

/** What a picture in text, as base64, says. */
export async function base64Findings(text: string, label: string, context: ReadContext) {
	const digits = text.replace(/[^A-Za-z0-9+/]/g, "");
	context.spend(digits.length);
	const bytes = Uint8Array.from(atob(digits.slice(0, digits.length - (digits.length % 4 === 1 ? 1 : 0))), (character) =>
		character.charCodeAt(0),
	);
	return nestedFindings(bytesSource(bytes), label, context);
}

/** What a file inside another that is only read says. */
export async function nestedFindings(source: ByteSource, label: string, context: ReadContext) {
	if (source.size === 0) return [];
	try {
		const reading = await context.nested(source);
		return (reading?.findings ?? []).map((finding) => ({
			...withoutRange(finding),
			source: `${label}: ${finding.source}`,
		}));
	} catch (error) {
		if (!(error instanceof InvalidFileError) || error.reason === "too-complex") throw error;
		return [unreadFinding(label, "cannotBeRead")];
	}
}
