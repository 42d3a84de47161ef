// The names of a PDF's fonts: they draw the page, and tell of the machine or the house it was made in. ISO 32000-2, 9.6
import type { Finding } from "../../core/finding";
import { listed } from "../readable";
import type { PdfDocument } from "./document";
import { dictOf, nameOf } from "./value";

/** The fonts that every reader brings along, and those of every other computer. */
const everywhere =
	/^(?:Helvetica|Times|Courier|Symbol|ZapfDingbats|Arial|TimesNewRoman|CourierNew|Calibri|Cambria|Verdana|Georgia|Tahoma|Liberation|DejaVu|CM[A-Z]{1,4}\d|NotDefSpecial|LastResort|T3)/;

/** A random prefix marks a font of which only the letters in use are there. */
const subsetMark = /^[A-Z]{6}\+/;

export function fontFindings(document: PdfDocument, numbers: readonly number[]): Finding[] {
	const names = new Set<string>();
	for (const number of numbers) {
		const entries = dictOf(document.objects.get(number)?.value);
		if (nameOf(entries?.get("Type")) !== "Font") continue;
		const name = (nameOf(entries?.get("BaseFont")) ?? "").replace(subsetMark, "");
		if (name !== "" && !everywhere.test(name)) names.add(name);
	}
	if (names.size === 0) return [];
	return [{ kind: "software", severity: "low", source: "PDF", tag: "Fonts", value: listed(names), stays: true }];
}
