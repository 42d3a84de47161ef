// What recorders, studios and radio stations write into WAV: Broadcast Wave's `bext`, AES46's `cart`, and `iXML`.
// https://tech.ebu.ch/docs/tech/tech3285.pdf · http://www.gallery.co.uk/ixml/
import type { Finding } from "../../core/finding";
import { hex, latin1, uintLE } from "../containers/numbers";
import { xmlValues } from "./flat-xml";
import { mediaFinding } from "./media-tags";
import { untilZero } from "./text";

type Field = readonly [name: string, start: number, end: number];

const broadcastFields: readonly Field[] = [
	["Description", 0, 256],
	["Originator", 256, 288],
	["OriginatorReference", 288, 320],
	["DateTimeOriginal", 320, 338],
	["CodingHistory", 602, Number.POSITIVE_INFINITY],
];
/** How many samples after midnight it begins, and an id in which a device's own may stand. */
const startAt = { start: 338, end: 346 };
const uniqueId = { start: 348, end: 412 };

const cartFields: readonly Field[] = [
	["Title", 4, 68],
	["Artist", 68, 132],
	["CutID", 132, 196],
	["ClientID", 196, 260],
	["Category", 260, 324],
	["Classification", 324, 388],
	["OutCueText", 388, 452],
	["StartDate", 452, 470],
	["EndDate", 470, 488],
	["ProducerAppName", 488, 552],
	["ProducerAppVersion", 552, 616],
	["UserDefined", 616, 680],
	["URL", 1024, 2048],
	["TagText", 2048, Number.POSITIVE_INFINITY],
];

/** `undefined` where the chunk is none of them. */
export function studioFindings(
	id: string,
	bytes: Uint8Array<ArrayBuffer>,
	source: string,
): (Finding | undefined)[] | undefined {
	const fields = (table: readonly Field[]) =>
		table.map(([name, start, end]) => {
			const value = untilZero(latin1(bytes.subarray(start, Math.min(end, bytes.length)))).trim();
			return mediaFinding(source, name, /Date/.test(name) ? value.replace(/^([\d-]{10})(?=\d)/, "$1 ") : value);
		});
	switch (id) {
		case "bext": {
			const [first, umid] = [startAt, uniqueId].map(({ start, end }) => bytes.slice(start, end));
			const samples = first?.length === 8 ? uintLE(first, 0, 8) : 0;
			return [
				...fields(broadcastFields),
				samples > 0
					? { kind: "time", severity: "medium", source, tag: "TimeReference", value: String(samples) }
					: undefined,
				mediaFinding(
					source,
					"BWF_UMID",
					hex(umid ?? new Uint8Array())
						.replace(/0{64}$/, "")
						.toUpperCase(),
				),
			];
		}
		case "cart":
			return fields(cartFields);
		case "iXML":
		case "axml":
			return xmlValues(bytes).map(({ path, value }) => mediaFinding(id, path.at(-1) ?? id, value));
		default:
			return undefined;
	}
}
