// The floor: the least that stripping a PDF with photos can cost. It reads the plain cross-reference table and the head of
// every object, leaves out the information and XMP, cuts photos as their own floor does, and writes a new table. It tells
// nobody anything, follows no reference and knows no packed objects. At most 60 lines; changed only in commits of its own.
import { cut } from "./jpeg";

const headSize = 1024;

export async function strip(file: Blob): Promise<Blob> {
	const read = async (start: number, end: number) => latin1(new Uint8Array(await file.slice(start, end).arrayBuffer()));
	const tail = await read(file.size - headSize, file.size);
	const tableAt = Number(/startxref\s+(\d+)/.exec(tail)?.[1]);
	const table = await read(tableAt, file.size);
	const information = Number(/\/Info (\d+) 0 R/.exec(table)?.[1]);
	const rows = [...table.matchAll(/^(\d{10}) \d{5} ([nf])/gm)].map(([, offset, use]) => ({
		offset: Number(offset),
		use,
	}));
	const starts = rows.flatMap(({ offset, use }) => (use === "n" ? [offset] : [])).sort((a, b) => a - b);
	const next = new Map(starts.map((start, index) => [start, starts[index + 1] ?? tableAt]));
	const objects = await Promise.all(
		rows.map(async ({ offset, use }, number) => {
			if (use === "f" || number === information) return undefined;
			const end = next.get(offset) ?? tableAt;
			const head = await read(offset, Math.min(end, offset + headSize));
			if (/\/Type ?\/Metadata/.test(head)) return undefined;
			const said = head.replace(/\/Metadata \d+ 0 R/, "");
			const rest = file.slice(offset + head.length, end);
			if (!/\/Filter ?\/DCTDecode/.test(head)) return new Blob([ascii(said), rest]);
			const dataAt = head.indexOf("stream\n") + "stream\n".length;
			const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
			const photo = file.slice(offset + dataAt, offset + dataAt + length);
			const { head: before, from, to } = await cut(photo);
			const scans = photo.slice(from, to);
			const size = before.reduce((sum, part) => sum + part.length, scans.size);
			const dictionary = head.slice(0, dataAt).replace(/\/Length \d+/, `/Length ${size}`);
			return new Blob([ascii(dictionary), ...before, scans, "\nendstream\nendobj\n"]);
		}),
	);
	const header = file.slice(0, starts[0]);
	let position = header.size;
	const lines = objects.map((object) => {
		const line = `${String(object ? position : 0).padStart(10, "0")} ${object ? "00000 n" : "65535 f"} \n`;
		position += object?.size ?? 0;
		return line;
	});
	const root = /\/Root \d+ 0 R/.exec(table)?.[0];
	const trailer = `trailer\n<</Size ${lines.length} ${root}>>\nstartxref\n${position}\n%%EOF\n`;
	const kept = objects.flatMap((object) => object ?? []);
	return new Blob([header, ...kept, `xref\n0 ${lines.length}\n${lines.join("")}${trailer}`]);
}

const latin1 = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
