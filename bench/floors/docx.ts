// The floor: the least that stripping a DOCX with photos can cost: properties left out, text packed anew without editing
// sessions, photos cut as their own floor does, with the CRC derived. It tells and checks nothing. At most 60 lines, as ever.
import { blobSource } from "../../src/formats/containers/byte-source";
import { crcOfPieces } from "../../src/formats/containers/crc-of-pieces";
import { crc32 } from "../../src/formats/containers/crc32";
import { cut } from "./jpeg";

const edited = /document\.xml$|settings\.xml$|\.rels$|^\[Content_Types\]/;
const going = /\sw:rsid\w*="[^"]*"|<w:rsids>.*?<\/w:rsids>|<(?:Relationship|Override)\s[^>]*docProps[^>]*\/>/g;

export async function strip(file: Blob): Promise<Blob> {
	const tail = await bytesOf(file.slice(-65_536));
	const view = new DataView(tail.buffer);
	const end = tail.length - 22;
	const members: ReturnType<typeof member>[] = [];
	for (let at = view.getUint32(end + 16, true) - file.size + tail.length, next = at; at < end; at = next) {
		const name = new TextDecoder().decode(tail.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
		next = at + 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
		if (!name.startsWith("docProps/")) members.push(member(file, tail.slice(at, at + 46), name));
	}
	const [parts, directory]: [BlobPart[], BlobPart[]] = [[], []];
	let position = 0;
	for (const { header, name, data } of await Promise.all(members)) {
		// A local header is the first half of the one in the directory, but for its signature.
		parts.push("PK\x03\x04", header.slice(6, 32), name, data);
		new DataView(header.buffer).setUint32(42, position, true);
		directory.push(header, name);
		position += 30 + name.length + data.size;
	}
	const index = new Blob(directory);
	for (const at of [end + 8, end + 10]) view.setUint16(at, members.length, true);
	for (const [i, value] of [index.size, position].entries()) view.setUint32(end + 12 + 4 * i, value, true);
	return new Blob([...parts, index, tail.slice(end)]);
}

async function member(file: Blob, header: Uint8Array<ArrayBuffer>, name: string) {
	const view = new DataView(header.buffer);
	const at = view.getUint32(42, true);
	const local = new DataView(await file.slice(at, at + 30).arrayBuffer());
	const start = at + 30 + local.getUint16(26, true) + local.getUint16(28, true);
	let data = file.slice(start, start + view.getUint32(20, true));
	const set = (crc: number, size: number) =>
		[crc, data.size, size].map((value, i) => view.setUint32(16 + 4 * i, value, true));
	if (/\.jpe?g$/.test(name)) {
		const { head, from, to } = await cut(data);
		const crc = await crcOfPieces(blobSource(data), view.getUint32(16, true), [...head, { start: from, end: to }]);
		data = new Blob([...head, data.slice(from, to)]);
		set(crc, data.size);
	} else if (edited.test(name)) {
		const text = await new Response(data.stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
		const bytes = new TextEncoder().encode(text.replace(going, ""));
		data = await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"))).blob();
		set(crc32(bytes), bytes.length);
	}
	view.setUint32(12, 0x210000, true);
	view.setUint32(30, 0, true);
	return { header, name, data };
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
