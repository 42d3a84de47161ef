// The filters that lose nothing: Flate and LZW with predictors, runs, and those that make text of bytes. ISO 32000-2, 7.4
import { unpackZlib } from "../containers/deflate";
import type { ReadContext } from "../handler";
import { InvalidFileError } from "../invalid-file-error";
import { fromAscii85, fromHex } from "./ascii-filters";
import { fromLzw, fromRunLength } from "./old-filters";
import { dictOf, itemsOf, nameOf, numberOf, type PdfDict, type PdfValue } from "./value";

/** What one stream may unpack to. */
const maxStream = 256 * 1024 * 1024;

/** The names of a stream's filters, in the order they are undone. */
export function filtersOf(entries: PdfDict): string[] {
	const filter = entries.get("Filter") ?? entries.get("F");
	const list = filter?.type === "array" ? filter.items : filter ? [filter] : [];
	return list.map((item) => nameOf(item) ?? "");
}

/**
 * A stream's content.
 * @throws InvalidFileError `damaged` when it does not unpack or uses another filter, `too-complex` when it is too large.
 */
export function unfiltered(
	entries: PdfDict,
	data: Uint8Array<ArrayBuffer>,
	context: Pick<ReadContext, "spend">,
	limit = maxStream,
): Uint8Array<ArrayBuffer> {
	let result = data;
	for (const [index, filter] of filtersOf(entries).entries()) {
		const parameters = entries.get("DecodeParms") ?? entries.get("DP");
		const own = dictOf(parameters?.type === "array" ? parameters.items[index] : parameters);
		result = undone(filter, result, own, limit);
		context.spend(result.length);
		result = unpredicted(result, own);
	}
	return result;
}

function undone(
	filter: string,
	data: Uint8Array<ArrayBuffer>,
	parameters: PdfDict | undefined,
	limit: number,
): Uint8Array<ArrayBuffer> {
	switch (filter) {
		case "FlateDecode":
		case "Fl":
			return unpackZlib(data, limit);
		case "ASCII85Decode":
		case "A85":
			return fromAscii85(data);
		case "ASCIIHexDecode":
		case "AHx":
			return fromHex(data);
		case "LZWDecode":
		case "LZW":
			return fromLzw(data, numberOf(parameters?.get("EarlyChange")) !== 0, limit);
		case "RunLengthDecode":
		case "RL":
			return fromRunLength(data, limit);
		default:
			throw new InvalidFileError("damaged", `filter ${filter}`);
	}
}

function unpredicted(data: Uint8Array<ArrayBuffer>, parameters: PdfDict | undefined): Uint8Array<ArrayBuffer> {
	const predictor = numberOf(parameters?.get("Predictor")) ?? 1;
	if (predictor < 2) return data;
	if (predictor < 10) throw new InvalidFileError("damaged", `predictor ${predictor}`);
	const number = (key: string, otherwise: number) => numberOf(parameters?.get(key)) ?? otherwise;
	const pixel = Math.max(1, Math.ceil((number("Colors", 1) * number("BitsPerComponent", 8)) / 8));
	const row = Math.ceil((number("Columns", 1) * number("Colors", 1) * number("BitsPerComponent", 8)) / 8);
	if (!(row > 0 && row < 1e6)) throw new InvalidFileError("damaged", `rows of ${row} bytes`);
	const rows = Math.ceil(data.length / (row + 1));
	const result = new Uint8Array(rows * row);
	for (let y = 0; y < rows; y++) {
		const from = y * (row + 1);
		for (let x = 0; x < row && from + 1 + x < data.length; x++) {
			const at = y * row + x;
			const left = x >= pixel ? (result[at - pixel] ?? 0) : 0;
			const up = y > 0 ? (result[at - row] ?? 0) : 0;
			const corner = x >= pixel && y > 0 ? (result[at - row - pixel] ?? 0) : 0;
			result[at] = (data[from + 1 + x] ?? 0) + predicted(data[from] ?? 0, left, up, corner);
		}
	}
	return result;
}

/** PNG's five filters. https://www.w3.org/TR/png-3/#9Filter-types */
function predicted(filter: number, left: number, up: number, corner: number): number {
	switch (filter) {
		case 1:
			return left;
		case 2:
			return up;
		case 3:
			return (left + up) >> 1;
		case 4: {
			const distance = (value: number) => Math.abs(left + up - corner - value);
			if (distance(left) <= distance(up) && distance(left) <= distance(corner)) return left;
			return distance(up) <= distance(corner) ? up : corner;
		}
		default:
			return 0;
	}
}

/** Numbers of an array of numbers. */
export function numbersOf(value: PdfValue | undefined): number[] {
	return itemsOf(value).map((item) => numberOf(item) ?? 0);
}
