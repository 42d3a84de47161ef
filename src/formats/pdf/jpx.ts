// JPEG 2000 inside a PDF: its boxes of metadata go, and no other. ISO 32000-2, 7.4.9; https://www.itu.int/rec/T-REC-T.800 (annex I)
import type { Piece } from "../../core/inspection";
import type { ByteSource } from "../containers/byte-source";
import { topBoxes } from "../containers/isobmff";

/** What a picture is shown with; boxes that say where other bytes of the file are would no longer be right. */
const shownWith = new Set(["jP  ", "ftyp", "rreq", "jp2h", "jp2c", "jpch", "jplh"]);
const pointing = new Set(["ftbl", "flst", "cref", "dtbl"]);

/** The picture without what says something; `undefined` where it cannot be without it. */
export async function jpxPieces(source: ByteSource, signal: AbortSignal): Promise<Piece[] | undefined> {
	const { boxes } = await topBoxes(source, signal);
	if (boxes.some(({ type }) => pointing.has(type))) return undefined;
	return boxes.filter(({ type }) => shownWith.has(type)).map(({ start, end }) => ({ start, end }));
}
