// SVGZ: an SVG in gzip, which may name its file and when it was written. https://www.rfc-editor.org/rfc/rfc1952

import type { Finding } from "../core/finding";
import { phrase } from "../core/phrase";
import { type ByteSource, bytesSource } from "./containers/byte-source";
import { inflate } from "./containers/inflate";
import { joinBytes } from "./containers/numbers";
import type { Handler, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { decodeText, readable } from "./metadata/text";
import { behindFinding } from "./metadata/trailing";
import { byteParts } from "./splice";
import { readSvg } from "./svg";
import { looksLikeSvg } from "./svg-signature";

export const svgz: Handler = {
	format: "svgz",
	async read(source, context): Promise<Reading> {
		if (source.size > longestSvg) throw new InvalidFileError("too-complex", `an SVGZ of ${source.size} bytes`);
		const packed = await source.read(0, source.size);
		const { findings, dataAt } = readHeader(packed);
		const end = await memberEnd(packed, dataAt);
		// with what stands behind it browsers unpack nothing
		const { bytes, ended } = await inflate(packed.subarray(0, end), "gzip", longestSvg);
		if (ended === "limit") throw new InvalidFileError("too-complex", `unpacks to more than ${longestSvg} bytes`);
		if (ended === "damaged") throw new InvalidFileError("damaged", "gzip that does not unpack");
		context.spend(bytes.length);
		const behind = packed.subarray(end);
		if (behind.some((byte) => byte !== 0)) {
			findings.push(behindFinding("gzip", behind.length));
		}
		const reading = await readSvg(bytesSource(bytes), context, "svgz");
		return {
			format: "svgz",
			findings: [...findings, ...reading.findings],
			async strip(keep) {
				const pieces = (await reading.strip?.(keep)) ?? [];
				return [await gzip(joinBytes(byteParts(bytes, pieces)))];
			},
		};
	},
};

const longestSvg = 64 * 1024 * 1024;

/** Whether a gzip file holds an SVG. */
export async function isSvgz(source: ByteSource): Promise<boolean> {
	const packed = await source.read(0, Math.min(source.size, 65536));
	const { bytes } = await inflate(packed, "gzip", 4096);
	return looksLikeSvg(bytes);
}

const flags = { check: 2, extra: 4, name: 8, comment: 16 } as const;
/** Checksum and size stand behind the packed data. */
const memberTail = 8;

/** Where the first member ends; the end of the file where that cannot be told. */
async function memberEnd(packed: Uint8Array<ArrayBuffer>, dataAt: number): Promise<number> {
	const { deflateSize } = await import("./containers/deflate-end");
	return dataAt + (await deflateSize(packed.subarray(dataAt))) + memberTail;
}

/** The name and the time that the program wrote which packed it, and where the packed data begins. */
function readHeader(packed: Uint8Array): { findings: Finding[]; dataAt: number } {
	const findings: Finding[] = [];
	const flag = packed[3] ?? 0;
	const seconds = new DataView(packed.buffer, packed.byteOffset).getUint32(4, true);
	if (seconds > 0) {
		const value = new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
		findings.push({ kind: "time", severity: "high", source: "gzip", tag: "ModifyDate", value });
	}
	let at = 10;
	if (flag & flags.extra) {
		findings.push({ kind: "unknown", severity: "low", source: "gzip", tag: "ExtraField", value: phrase("extraField") });
		at += 2 + ((packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8));
	}
	for (const [bit, tag] of [
		[flags.name, "ArchivedFileName"],
		[flags.comment, "Comment"],
	] as const) {
		if (!(flag & bit)) continue;
		const end = packed.indexOf(0, at);
		const value = readable(decodeText(packed.subarray(at, end === -1 ? at : end)));
		if (value) findings.push({ kind: "text", severity: "low", source: "gzip", tag, value });
		at = end + 1;
	}
	return { findings, dataAt: at + (flag & flags.check ? 2 : 0) };
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
	const packed = new Uint8Array(await new Response(stream).arrayBuffer());
	packed[9] = 255; // the operating system: unknown
	return packed;
}
