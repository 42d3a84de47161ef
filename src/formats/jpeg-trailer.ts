// What stands after the end of a JPEG's pictures: a motion photo's video, Samsung's trailer, archives, leftovers.

import type { Finding } from "../core/finding";
import { labelled, type PhraseKey, phrase } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { latin1 } from "./containers/numbers";
import { boxedFile, hiddenFile } from "./metadata/hidden-video";
import { samsungTrailer } from "./metadata/samsung-trailer";
import { behindFinding, isBlank, isZero } from "./metadata/trailing";

/** Known by what they begin with. */
const beginnings: readonly [RegExp, string, Finding["kind"], PhraseKey][] = [
	[/^PK[^A-Z]/, "ZIP", "hidden-media", "zipArchive"],
	[/^7z\xbc\xaf|^Rar!/, "Archive", "hidden-media", "archive"],
	[/^%PDF-/, "PDF", "hidden-media", "pdfDocument"],
	[/^\x89PNG/, "PNG", "hidden-media", "pngPicture"],
	[/^OggS|^ID3|^RIFF|^fLaC/, "Audio", "hidden-media", "soundRecording"],
	[/^CANON OPTIONAL DATA/, "CanonVRD", "history", "canonRecipe"],
	[/^AXS[!*]/, "AFCP", "text", "afcpCaption"],
	[/cbipcbbl|^bmpP/i, "PhotoMechanic", "text", "photoMechanicNotes"],
];

const searched = 64 * 1024;
/** Phones put a watermark's pictures and settings in front of a video; further back it is told by its size. */
const longestSearch = 64 * 1024 * 1024;
/** So much may stand in front of a video that says nothing by itself. */
const nearby = 64;

/** What `[start, end of source)` says; nothing when it is empty or all zero. */
export async function trailerFindings(source: ByteSource, start: number): Promise<Finding[]> {
	const { size } = source;
	if (start === size || (await isBlank(source, start))) return [];
	const head = latin1(await source.read(start, Math.min(start + searched, size)));
	const findings: Finding[] = [];
	const add = (finding: Partial<Finding> & Pick<Finding, "tag" | "value">) =>
		findings.push({ kind: "trailing-data", severity: "high", source: "Trailer", ...finding });

	const samsung = await samsungTrailer(source, start);
	const known = beginnings.find(([beginning]) => beginning.test(head));
	const searchedEnd = known && !samsung ? start + nearby : Math.min(size, start + longestSearch);
	const file = await boxedFile(source, start, searchedEnd);
	if (file) add(await hiddenFile(source, file));
	if (samsung) return [...findings, ...samsung.findings];
	const before = (file?.start ?? size) - start;
	if (known) {
		const [, tag, kind, words] = known;
		add({ kind, tag, value: labelled(phrase(words), size - start) });
	} else if (!file || (before > nearby && !(await isZero(source, start, file.start)))) {
		findings.push(behindFinding("Trailer", before));
	}
	return findings;
}
