// The bytes of a PDF: objects numbered from 1, the first of them the catalogue. ISO 32000-2, 7.5
import type { Piece } from "../../core/inspection";
import { deflate } from "../containers/deflate";
import { pieceSize } from "../splice";
import { textAsBytes } from "./value";

/** An object's value as it is written, and the bytes of its stream. */
export type OutObject = { text: string; data?: readonly Piece[] };

/** Objects in one packed stream: what Acrobat writes, so that a reader unpacks little to see one page. */
const packedTogether = 200;

/** Four bytes above 127 tell transfer programs that this is no text. */
const mark = "%\u00e2\u00e3\u00cf\u00d3";

/**
 * The file. `isPacked`: small objects and the cross-reference go into streams, as in the original,
 * so that the result is no larger than that was.
 */
export async function pdfPieces(objects: readonly OutObject[], version: string, isPacked: boolean): Promise<Piece[]> {
	const out: Output = { pieces: [], text: [], textSize: 0, position: 0 };
	write(out, `%PDF-${version}\n${mark}\n`);
	if (isPacked) await writePacked(out, objects);
	else writePlain(out, objects);
	flush(out);
	return out.pieces;
}

/** `text` is what is not yet among the pieces: thousands of small ones would cost more than what is in them. */
type Output = { pieces: Piece[]; text: string[]; textSize: number; position: number };

const flushAt = 64 * 1024;

function write(out: Output, text: string): void {
	out.text.push(text);
	out.textSize += text.length;
	out.position += text.length;
	if (out.textSize > flushAt) flush(out);
}

function append(out: Output, piece: Piece): void {
	flush(out);
	out.pieces.push(piece);
	out.position += pieceSize(piece);
}

function flush(out: Output): void {
	if (out.textSize > 0) out.pieces.push(textAsBytes(out.text.join("")));
	Object.assign(out, { text: [], textSize: 0 });
}

function writeObject(out: Output, number: number, { text, data }: OutObject): void {
	write(out, `${number} 0 obj\n${text}`);
	if (data) {
		write(out, "\nstream\n");
		for (const piece of data) append(out, piece);
		write(out, "\nendstream");
	}
	write(out, "\nendobj\n");
}

function writePlain(out: Output, objects: readonly OutObject[]): void {
	const rows = ["0000000000 65535 f \n"];
	for (const [index, object] of objects.entries()) {
		rows.push(`${String(out.position).padStart(10, "0")} 00000 n \n`);
		writeObject(out, index + 1, object);
	}
	const start = out.position;
	const trailer = `trailer\n<</Size ${rows.length}\n/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
	write(out, `xref\n0 ${rows.length}\n${rows.join("")}${trailer}`);
}

async function writePacked(out: Output, objects: readonly OutObject[]): Promise<void> {
	/** Rows of the cross-reference by object number: type, offset or container, index in it. */
	const rows: [type: number, field: number, index: number][] = [[0, 0, 0xffff]];
	const small: { number: number; text: string }[] = [];
	for (const [index, object] of objects.entries()) {
		const number = index + 1;
		if (object.data) {
			rows[number] = [1, out.position, 0];
			writeObject(out, number, object);
		} else small.push({ number, text: object.text });
	}
	let next = objects.length + 1;
	for (let from = 0; from < small.length; from += packedTogether) {
		const group = small.slice(from, from + packedTogether);
		for (const [index, { number }] of group.entries()) rows[number] = [2, next, index];
		rows[next] = [1, out.position, 0];
		writeObject(out, next, await packed(group));
		next++;
	}
	const start = out.position;
	rows[next] = [1, start, 0];
	const width = Math.max(1, Math.ceil(Math.log2(Math.max(start, next) + 1) / 8));
	const bytes = new Uint8Array(rows.length * (width + 3));
	for (const [number, [type, field, index]] of rows.entries()) {
		const at = number * (width + 3);
		bytes[at] = type;
		for (let digit = 0, rest = field; digit < width; digit++, rest = Math.floor(rest / 256))
			bytes[at + width - digit] = rest % 256;
		bytes[at + width + 1] = index >> 8;
		bytes[at + width + 2] = index & 0xff;
	}
	const data = await deflate(bytes, "zlib");
	const entries = `/Type /XRef\n/Size ${rows.length}\n/W [1 ${width} 2]\n/Root 1 0 R\n/Filter /FlateDecode\n/Length ${data.length}`;
	writeObject(out, next, { text: `<<${entries}>>`, data: [data] });
	write(out, `startxref\n${start}\n%%EOF\n`);
}

async function packed(group: readonly { number: number; text: string }[]): Promise<OutObject> {
	let offset = 0;
	const index = group.map(({ number, text }) => {
		const place = `${number} ${offset}`;
		offset += text.length + 1;
		return place;
	});
	const head = `${index.join(" ")}\n`;
	const data = await deflate(textAsBytes(head + group.map(({ text }) => `${text}\n`).join("")), "zlib");
	const entries = `/Type /ObjStm\n/N ${group.length}\n/First ${head.length}\n/Filter /FlateDecode\n/Length ${data.length}`;
	return { text: `<<${entries}>>`, data: [data] };
}
