// What a PDF drags along unseen: XMP, earlier revisions, objects that nothing uses, bytes around it, its identifier.

import { type Finding, withoutChoice } from "../../core/finding";
import { type Phrase, phrase } from "../../core/phrase";
import { InvalidFileError } from "../invalid-file-error";
import { xmpFindings } from "../metadata/xmp";
import { excerpt } from "../readable";
import { type PdfDocument, streamContent } from "./document";
import { replacedWords } from "./replaced-words";
import { dictOf, itemsOf, nameOf, type PdfValue, stringBytes } from "./value";

/** XMP packets that are read; a document has one, and perhaps one for each picture. */
const maxPackets = 50;

/** What the XMP of the streams `packets` says. */
export async function metadataFindings(document: PdfDocument, packets: Iterable<number>): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const packet of [...packets].slice(0, maxPackets)) {
		const object = document.objects.get(packet);
		if (!object?.stream) continue;
		try {
			const said = xmpFindings(await streamContent(document, object));
			if (said.length > 0) findings.push(...said.map(withoutChoice));
			else findings.push(packetFinding(phrase("emptyPacket")));
		} catch (error) {
			if (!(error instanceof InvalidFileError) || error.reason === "too-complex") throw error;
			findings.push(packetFinding(phrase("cannotBeRead", "XMP")));
		}
	}
	return findings;
}

/** What the file itself says besides its newest revision, whose objects are `numbers`. */
export async function historyFindings(document: PdfDocument, numbers: readonly number[]): Promise<Finding[]> {
	const { revisions, replaced, strayBytes, trailer } = document;
	const findings: Finding[] = [];
	const source = "PDF";
	if (revisions > 1) {
		const value = phrase("earlierRevisions", { count: revisions - 1 }, phrase("changedObjects", { count: replaced }));
		findings.push({ kind: "history", severity: "high", source, tag: "IncrementalUpdates", value });
	}
	const unused = unusedObjects(document);
	if (unused.length > 0) {
		const value = phrase("unusedObjects", { count: unused.length });
		findings.push({ kind: "history", severity: "medium", source, tag: "UnusedObjects", value });
	}
	const words = revisions > 1 || unused.length > 0 ? await replacedWords(document, unused, numbers) : "";
	if (words !== "") {
		findings.push({
			...{ kind: "history", severity: "high", source, tag: "DeletedText" },
			value: phrase("quoted", excerpt(words)),
			picture: { type: "deleted-text", text: words },
		});
	}
	if (strayBytes > 0) {
		const value = phrase("bytesAround", { bytes: strayBytes });
		findings.push({ kind: "trailing-data", severity: "high", source, tag: "StrayBytes", value });
	}
	const id = stringBytes(itemsOf(trailer.get("ID"))[0]);
	if (id?.some((byte) => byte !== 0)) {
		const value = [...id].map((byte) => byte.toString(16).padStart(2, "0")).join("");
		findings.push({ kind: "tracking", severity: "low", source, tag: "ID", value });
	}
	return findings;
}

function packetFinding(value: Phrase): Finding {
	return { kind: "software", severity: "low", source: "XMP", tag: "Metadata", value };
}

/** Objects that neither the catalogue nor the trailer leads to; those that hold the file together do not count. */
function unusedObjects(document: PdfDocument): number[] {
	const reached = new Set<number>();
	for (const value of document.trailer.values()) reachedFrom(document, value, reached);
	const unused: number[] = [];
	for (const [number, { value }] of document.objects) {
		const entries = dictOf(value);
		if (reached.has(number) || !entries || entries.has("Linearized")) continue;
		if (!/^(?:ObjStm|XRef)$/.test(nameOf(entries.get("Type")) ?? "")) unused.push(number);
	}
	return unused;
}

function reachedFrom(document: PdfDocument, start: PdfValue, reached: Set<number>): void {
	const waiting: PdfValue[] = [start];
	for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
		switch (value.type) {
			case "token":
				break;
			case "array":
				for (const item of value.items) waiting.push(item);
				break;
			case "dict":
				for (const item of value.entries.values()) waiting.push(item);
				break;
			case "reference": {
				const object = document.objects.get(value.number);
				if (!object || reached.has(value.number)) break;
				reached.add(value.number);
				waiting.push(object.value);
			}
		}
	}
}
