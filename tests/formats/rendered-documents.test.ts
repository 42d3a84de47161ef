// What others see of a document stays the same: pages to the pixel and their text, by MuPDF and by LibreOffice.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { expect, test } from "vitest";
import { type Keep, keepNothing } from "../../src/core/keep";
import { corneredEpub } from "../fixtures/corners";
import { flatSheet, flatSlides, flatText } from "../fixtures/flat-documents";
import { hiddenOds, linkedDocx } from "../fixtures/leftovers";
import { dirtyDocx, dirtyXlsx } from "../fixtures/office";
import { dirtyEpub, dirtyFlatOdt, dirtyOdt } from "../fixtures/open-document";
import { dirtyPdfs } from "../fixtures/pdf";
import { activePdf, editedPdf, richPdf, textPhotosPdf } from "../fixtures/pdf-leftovers";
import { have, output } from "../tools";
import { findingsOf, stripped } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const pdfs: Record<string, Bytes> = {
	...Object.fromEntries(Object.entries(dirtyPdfs).map(([name, { bytes }]) => [name, bytes])),
	active: activePdf(),
	edited: editedPdf(),
	rich: richPdf(),
	"text-photos": textPhotosPdf(),
};

test.skipIf(!have("mutool") || !have("qpdf"))(
	"every page of a PDF is drawn alike, its words are the same, and qpdf finds nothing wrong",
	async () => {
		await inFolder(async (folder) => {
			for (const [name, file] of Object.entries(pdfs)) {
				const [before, after] = [join(folder, `${name}.pdf`), join(folder, `${name}-stripped.pdf`)];
				writeFileSync(before, file);
				writeFileSync(after, await stripped(file));
				expect(drawn(after), name).toBe(drawn(before));
				expect(wordsOf(after), name).toBe(wordsOf(before));
				output("qpdf", "--check", after);
			}
		});
	},
);

test.skipIf(!have("mutool"))("every page of a book is drawn alike", async () => {
	await inFolder(async (folder) => {
		for (const [name, file] of Object.entries({ diary: dirtyEpub(), corners: corneredEpub() })) {
			const [before, after] = [join(folder, `${name}.epub`), join(folder, `${name}-stripped.epub`)];
			writeFileSync(before, file);
			writeFileSync(after, await stripped(file));
			expect(wordsOf(before), name).toContain("Dear diary");
			expect(drawn(after), name).toBe(drawn(before));
		}
	});
});

/** What is to be seen afterwards, where pages cannot be compared: LibreOffice shows what was deleted, and hidden rows go. */
const hidden: Keep = { ...keepNothing, hiddenContent: false, comments: false };
const shown: readonly [name: string, file: Bytes, keep: Keep, seen: RegExp][] = [
	["letter.docx", dirtyDocx(), keepNothing, /The contract\.\s+The rent is 850\s?a month\.\s+Agreed\./],
	["linked.docx", linkedDocx(), keepNothing, /see there/],
	["note.odt", dirtyOdt(), keepNothing, /The rent is 850 a month\./],
	["flat.fodt", dirtyFlatOdt(), keepNothing, /The rent is 850 a month\./],
	["numbers.ods", hiddenOds(), hidden, /Offer\s+84/],
	["offer.xlsx", dirtyXlsx(), hidden, /Offer for\D+84/],
];

/** Made by LibreOffice of these, stripped, and drawn as they were. */
const made: readonly [name: string, source: string][] = [
	["text.docx", "text.fodt"],
	["text.odt", "text.fodt"],
	["sheet.xlsx", "sheet.fods"],
	["slides.pptx", "slides.fodp"],
	["slides.odp", "slides.fodp"],
];

/** Each start of LibreOffice takes its time on a busy machine. */
const patience = 300_000;

test.skipIf(!have("soffice") || !have("mutool"))(
	"LibreOffice opens what was stripped as it is, and draws the same pages",
	async () => {
		await inFolder(async (folder) => {
			const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
			const convert = (to: string, names: readonly string[]) =>
				output(
					"soffice",
					profile,
					"--headless",
					"--convert-to",
					to,
					"--outdir",
					folder,
					...names.map((name) => join(folder, name)),
				);
			const sources = { "text.fodt": flatText(), "sheet.fods": flatSheet(), "slides.fodp": flatSlides() };
			for (const [name, file] of Object.entries(sources)) writeFileSync(join(folder, name), file);
			for (const [name, source] of made) convert(extname(name).slice(1), [source]);

			const pairs: [before: string, after: string][] = [];
			for (const name of [...made.map(([one]) => one), ...Object.keys(sources)]) {
				const original = new Uint8Array(readFileSync(join(folder, name)));
				expect(await findingsOf(original), name).not.toEqual([]);
				const [before, after] = ["before", "after"].map((when) => name.replace(/(\.\w+)$/, `$1-${when}$1`));
				if (!before || !after) continue;
				writeFileSync(join(folder, before), original);
				writeFileSync(join(folder, after), await stripped(original, hidden));
				pairs.push([before, after]);
			}
			for (const [name, file, keep] of shown) writeFileSync(join(folder, name), await stripped(file, keep));
			// What is not whole would have to be repaired, which it does not do without being asked: there is no page then.
			const names = [...pairs.flat(), ...shown.map(([name]) => name)];
			convert("pdf", names);
			const pagesOf = (name: string) => join(folder, name.replace(/\.\w+$/, ".pdf"));
			for (const [before, after] of pairs) {
				expect(wordsOf(pagesOf(after)), after).toMatch(/The contract|Heating|The house/);
				expect(drawn(pagesOf(after)), after).toBe(drawn(pagesOf(before)));
			}
			for (const [name, , , seen] of shown) expect(wordsOf(pagesOf(name)), name).toMatch(seen);
		});
	},
	patience,
);

function drawn(path: string): string {
	return output("mutool", "draw", "-q", "-r", "72", "-F", "ppm", "-o", "-", path).toString("base64");
}

function wordsOf(path: string): string {
	const text = `${path}.txt`;
	output("mutool", "draw", "-q", "-F", "txt", "-o", text, path);
	return readFileSync(text, "utf8");
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "last-look-rendered-"));
	try {
		await use(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}
