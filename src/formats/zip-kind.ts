// Which kind of document a ZIP is, by the names of its entries: its first bytes are the same for all.
import type { ByteSource } from "./containers/byte-source";
import { entryBytes, readZip, type ZipEntry } from "./containers/zip";
import { InvalidFileError } from "./invalid-file-error";

export type ZipKind = "ooxml" | "odf" | "epub" | "zip";

/** A ZIP that cannot be read is a `zip`: its handler says what is wrong with it. */
export async function zipKindOf(source: ByteSource): Promise<ZipKind> {
	try {
		const { entries } = await readZip(source);
		const names = new Set(entries.map(({ name }) => name));
		const rels = names.has("[Content_Types].xml") ? entries.find(({ name }) => name === "_rels/.rels") : undefined;
		if (rels && (await leadsToDocument(source, rels))) return "ooxml";
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

/** Much longer than honest ones. */
const maxRels = 1024 * 1024;

/** Packages of other kinds (XPS, NuGet, add-ons) are put together alike. One that cannot be read may be a document. */
async function leadsToDocument(source: ByteSource, rels: ZipEntry): Promise<boolean> {
	if (rels.size > maxRels) return true;
	try {
		const text = new TextDecoder().decode(await entryBytes(source, rels)).replaceAll("\0", "");
		return /\/(?:officeDocument|document)["']/.test(text);
	} catch (error) {
		if (error instanceof InvalidFileError) return true;
		throw error;
	}
}
