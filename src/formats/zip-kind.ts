// Which kind of document a ZIP is, by the names of its entries: its first bytes are the same for all.
import type { ByteSource } from "./containers/byte-source";
import { entryBytes, readZip } from "./containers/zip";
import { InvalidFileError } from "./invalid-file-error";

export type ZipKind = "ooxml" | "odf" | "epub" | "zip";

/** A ZIP that cannot be read is a `zip`: its handler says what is wrong with it. */
export async function zipKindOf(source: ByteSource): Promise<ZipKind> {
	try {
		const { entries } = await readZip(source);
		const names = new Set(entries.map(({ name }) => name));
		if (names.has("[Content_Types].xml") && names.has("_rels/.rels")) return "ooxml";
		const mimetype = entries.find(({ name, size }) => name === "mimetype" && size < 200);
		if (mimetype === undefined) return "zip";
		const type = new TextDecoder().decode(await entryBytes(source, mimetype)).trim();
		if (type === "application/epub+zip") return "epub";
		return type.startsWith("application/vnd.oasis.opendocument.") ? "odf" : "zip";
	} catch (error) {
		if (error instanceof InvalidFileError) return "zip";
		throw error;
	}
}
