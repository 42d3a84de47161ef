// Old Office documents, DOC, XLS and PPT, and other compound files. Read, never stripped: what they hold is spread over
// structures that only their programs know. https://learn.microsoft.com/openspecs/office_file_formats/ms-offfflp

import type { Finding } from "../core/finding";
import { phrase } from "../core/phrase";
import { type CompoundFile, type CompoundStream, readCompoundFile } from "./containers/compound-file";
import type { Handler } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { pathFinding, userPathsIn } from "./office/local-path";
import { oldPictureFindings } from "./office/old-pictures";
import { propertySetFindings } from "./office/property-set";
import { listed } from "./readable";

const maxPropertySet = 1024 * 1024;
const maxWordStream = 64 * 1024 * 1024;
/** Links, embedded files and macros keep paths anywhere. */
const maxSearched = 32 * 1024 * 1024;

export const ole: Handler = {
	format: "ole",
	async read(source, context) {
		const file = await readCompoundFile(source);
		const stream = (name: string) => file.streams.find((other) => other.name === name);
		if (stream("EncryptedPackage") || stream("EncryptionInfo"))
			throw new InvalidFileError("encrypted", "an encrypted document");
		const findings: Finding[] = [];
		for (const name of ["\u0005SummaryInformation", "\u0005DocumentSummaryInformation"]) {
			const set = stream(name);
			if (set) findings.push(...propertySetFindings(name, await file.read(set, maxPropertySet)));
		}
		const word = stream("WordDocument");
		const saved = word ? await savedBy(file, word) : [];
		const authors = saved.filter((_, index) => index % 2 === 0);
		if (authors.length > 0)
			findings.push({ kind: "history", severity: "high", source: "OLE", tag: "LastSavedBy", value: listed(authors) });
		const paths = userPathsIn(await source.read(0, Math.min(source.size, maxSearched)));
		findings.push(...pathFinding("OLE", [...saved.filter((_, index) => index % 2 === 1), ...paths]));
		if (file.streams.some(({ name }) => /^(?:VBA|_VBA_PROJECT|_VBA_PROJECT_CUR|Macros)$/.test(name))) {
			findings.push({
				kind: "hidden-media",
				severity: "medium",
				source: "OLE",
				tag: "Macros",
				value: phrase("macros"),
			});
		}
		const embedded = file.streams.filter(
			({ name, isStorage }) => isStorage && /^(?:ObjectPool|MBD[0-9A-F]+|_\d{9,})$/.test(name),
		);
		if (embedded.length > 0) {
			findings.push({
				kind: "hidden-media",
				severity: "medium",
				source: "OLE",
				tag: "EmbeddedObjects",
				value: phrase("embeddedFiles"),
			});
		}
		findings.push(...(await oldPictureFindings(file, source, context)));
		const value = phrase("oldOfficeFile");
		findings.push({ kind: "unknown", severity: "medium", source: "OLE", tag: "NotChecked", value });
		return { format: "ole", findings };
	},
};

/** Word 97 keeps who saved a document where: up to ten names, each with a path. MS-DOC 2.9.275 */
async function savedBy(file: CompoundFile, word: CompoundStream): Promise<string[]> {
	const head = await file.read(word, 0x2da);
	if (head.length < 0x2da) return [];
	const data = new DataView(head.buffer, head.byteOffset, head.length);
	const tableName = data.getUint16(10, true) & 0x0200 ? "1Table" : "0Table";
	const start = data.getUint32(0x2d2, true);
	const size = data.getUint32(0x2d6, true);
	const table = file.streams.find(({ name }) => name === tableName);
	if (!table || size === 0 || start + size > Math.min(table.size, maxWordStream)) return [];
	const bytes = (await file.read(table, start + size)).subarray(start);
	return stringTable(new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
}

/** Strings in UTF-16, each behind its length. MS-DOC 2.2.4 */
function stringTable(data: DataView<ArrayBuffer>): string[] {
	const strings: string[] = [];
	if (data.byteLength < 6 || data.getUint16(0, true) !== 0xffff) return strings;
	const count = data.getUint16(2, true);
	for (let at = 6; strings.length < count && at + 2 <= data.byteLength; ) {
		const size = data.getUint16(at, true) * 2;
		if (at + 2 + size > data.byteLength) break;
		strings.push(new TextDecoder("utf-16le").decode(new Uint8Array(data.buffer, data.byteOffset + at + 2, size)));
		at += 2 + size;
	}
	return strings;
}
