// What stands after the end of a JPEG's pictures: a motion photo's video, Samsung's trailer, archives, leftovers.

import type { Finding } from "../core/finding";
import { labelled } from "../core/phrase";
import type { ByteSource } from "./containers/byte-source";
import { hiddenVideo } from "./metadata/hidden-video";
import { ascii } from "./metadata/text";
import { behindFinding, isBlank } from "./metadata/trailing";

/** Known by what they begin with. */
const beginnings: readonly [RegExp, string, Finding["kind"], string][] = [
	[/^PK[^A-Z]/, "ZIP", "hidden-media", "a ZIP archive"],
	[/^7z\xbc\xaf|^Rar!/, "Archive", "hidden-media", "an archive"],
	[/^%PDF-/, "PDF", "hidden-media", "a PDF document"],
	[/^\x89PNG/, "PNG", "hidden-media", "a PNG picture"],
	[/^OggS|^ID3|^RIFF|^fLaC/, "Audio", "hidden-media", "a sound recording"],
	[/^CANON OPTIONAL DATA/, "CanonVRD", "history", "Canon's editing recipe"],
	[/^AXS[!*]/, "AFCP", "text", "a caption (AFCP)"],
	[/cbipcbbl|^bmpP/i, "PhotoMechanic", "text", "Photo Mechanic's notes"],
];

/** Samsung's directory of extra blocks ends the file. */
const samsungEnd = "SEFT";
const searched = 64 * 1024;

/** What `[start, end of source)` says; nothing when it is empty or all zero. */
export async function trailerFindings(source: ByteSource, start: number): Promise<Finding[]> {
	const { size } = source;
	if (start === size || (await isBlank(source, start))) return [];
	const head = ascii(await source.read(start, Math.min(start + searched, size)));
	const tail = ascii(await source.read(Math.max(start, size - searched), size));
	const findings: Finding[] = [];
	const add = (finding: Partial<Finding> & Pick<Finding, "tag" | "value">) =>
		findings.push({ kind: "trailing-data", severity: "high", source: "Trailer", ...finding });

	const samsung = tail.endsWith(samsungEnd);
	const video = await videoStart(source, start, samsung ? size : start + 64);
	if (video !== undefined) {
		add({ tag: "EmbeddedVideoFile", ...(await hiddenVideo(source, video, size)) });
	}
	if (samsung) {
		add({ kind: "device", tag: "SamsungTrailer", value: samsungNames(tail) });
		const [, milliseconds] = /Image_UTC_Data(\d{13})/.exec(head + tail) ?? [];
		if (milliseconds !== undefined) {
			const value = new Date(Number(milliseconds)).toISOString().replace("T", " ").replace("Z", " UTC");
			add({ kind: "time", tag: "TimeStamp", value });
		}
		return findings;
	}
	const known = beginnings.find(([beginning]) => beginning.test(head));
	if (known) {
		const [, tag, kind, words] = known;
		add({ kind, tag, value: labelled(words, size - start) });
	} else if (video === undefined) {
		findings.push(behindFinding("Trailer", size - start));
	}
	return findings;
}

const videoWindow = 1024 * 1024;

/** Where an MP4 begins between `start` and `end`: four bytes before its `ftyp`. */
async function videoStart(source: ByteSource, start: number, end: number): Promise<number | undefined> {
	for (let position = start; position < Math.min(end, source.size); position += videoWindow) {
		const text = ascii(await source.read(position, Math.min(position + videoWindow + 8, source.size)));
		const at = text.indexOf("ftyp");
		if (at >= 4 || (at >= 0 && position > start)) return position + at - 4 < end ? position + at - 4 : undefined;
	}
	return undefined;
}

function samsungNames(tail: string): string {
	const names = new Set(
		tail.match(
			/(?:Image|MotionPhoto|Samsung|Dual|Single|Camera|Color|Depth|Face|Video|Sound|Photo|PEg|MCC)_[A-Za-z0-9_]{3,40}/g,
		),
	);
	return names.size > 0 ? [...names].slice(0, 6).join(", ") : "Samsung's extra data";
}
