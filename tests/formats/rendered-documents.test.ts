// What others see of a document stays the same: pages to the pixel and their text, by MuPDF, and by LibreOffice where it is
// installed (it is too large to be asked for).
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Keep, keepNothing } from "../../src/core/keep";
import { hiddenOds, linkedDocx } from "../fixtures/leftovers";
import { cleanDocx, dirtyDocx } from "../fixtures/office";
import { cleanOdt } from "../fixtures/open-document";
import { dirtyPdfs } from "../fixtures/pdf";
import { activePdf, editedPdf, textPhotosPdf } from "../fixtures/pdf-leftovers";
import { have, output } from "../tools";
import { stripped } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

const pdfs: Record<string, Bytes> = {
	...Object.fromEntries(Object.entries(dirtyPdfs).map(([name, { bytes }]) => [name, bytes])),
	active: activePdf(),
	edited: editedPdf(),
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

/** Without what was deleted, which LibreOffice shows struck through; hidden cells go, and formulas keep what they showed. */
const hidden: Keep = { ...keepNothing, hiddenContent: false, comments: false };
const office: readonly [name: string, file: Bytes, keep: Keep, seen: RegExp][] = [
	["letter.docx", dirtyDocx(), keepNothing, /The contract\.\s+The rent is 850\s?a month\.\s+Agreed\./],
	["plain.docx", cleanDocx(), keepNothing, /The contract\.\s+Agreed\./],
	["linked.docx", linkedDocx(), keepNothing, /see there/],
	["note.odt", cleanOdt(), keepNothing, /The rent is 850 a month\./],
	["numbers.ods", hiddenOds(), hidden, /Offer\s+84/],
];

if (spawnSync("which", ["soffice"]).status === 0) {
	test("LibreOffice opens what was stripped, and shows what was to be seen", async () => {
		await inFolder(async (folder) => {
			for (const [name, file, keep] of office) writeFileSync(join(folder, name), await stripped(file, keep));
			const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
			const paths = office.map(([name]) => join(folder, name));
			output("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, ...paths);
			for (const [name, , , seen] of office) {
				const page = join(folder, name.replace(/\.\w+$/, ".pdf"));
				expect(existsSync(page), name).toBe(true);
				expect(wordsOf(page), name).toMatch(seen);
			}
		});
	});
} else console.info("LibreOffice is not installed: what it shows of stripped documents was not looked at");

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
