// What the cleaning of a PDF's dictionaries passes around.
import type { Finding } from "../../core/finding";
import type { Keep } from "../../core/keep";
import type { PdfDocument } from "./document";

/** Hears what was met on the way; the same words may come more than once. */
export type Note = (finding: Finding) => void;

/** Numbers of streams that were met on the way, to be read when it is done. */
export type Met = {
	/** Attached files: their own type, which would say so, may be left out. */
	attachments: Set<number>;
	/** Packets of XMP, wherever they hang. */
	packets: Set<number>;
};

export type Cleaner = {
	document: PdfDocument;
	keep: Keep;
	note: Note;
	met: Met;
};
