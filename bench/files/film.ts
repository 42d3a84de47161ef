// A phone's film of any size: what it says, an index of samples that fill it, and next to nothing in them, so that it takes no room.
import { closeSync, openSync, writeSync } from "node:fs";
import { type Box, boxesIn } from "../../src/formats/containers/isobmff";
import { bytes, u32 } from "../../tests/fixtures/bytes";
import { box, film, keyedMeta, userData } from "../../tests/fixtures/mp4";

type Bytes = Uint8Array<ArrayBuffer>;

/** 2021-07-14 09:30:15 UTC, from 1904. */
const summer = 3_709_042_215;
/** A picture's time in the fixture's track. */
const ticks = 512;

/** The fixture's film with its pictures replaced by `count` of `size` bytes each; its `moov` stands at the end. */
export function makeFilm(path: string, { count, size }: { count: number; size: number }): void {
	const small = film({
		large: true,
		time: summer,
		movie: [
			userData(["©xyz", "+48.8584+002.2945+035.000/"]),
			keyedMeta({ "com.apple.quicktime.make": "Acme", "com.apple.quicktime.model": "Acme Phone 7" }),
		],
	});
	const moov = boxNamed(small, "moov");
	const mdat = boxNamed(small, "mdat");
	const head = small.slice(0, mdat.body);
	const end = head.length + count * size;
	new DataView(head.buffer).setBigUint64(mdat.start + 8, BigInt(end - mdat.start));
	const longer = [
		[["moov", "trak", "edts"], (edits: Bytes) => box("free", edits)],
		[["moov", "trak", "mdia", "mdhd"], (header: Bytes) => withDuration(header, count * ticks)],
		[
			["moov", "trak", "mdia", "minf", "stbl"],
			(table: Bytes) => sampleTable(table, { count, size, start: head.length }),
		],
	] as const;
	const movie = longer.reduce<Bytes>((whole, [path, change]) => changed(whole, path, change), small.slice(moov.start));
	// The sound's samples went with the fixture's pictures.
	const sound = Buffer.from(movie).lastIndexOf("trak");
	movie.set(Buffer.from("free"), sound);
	movie.fill(0, sound + 4, sound - 4 + new DataView(movie.buffer).getUint32(sound - 4));

	const file = openSync(path, "w");
	writeSync(file, head);
	const picture = pictureOf(small, size);
	for (let at = head.length; at < end; at += size) writeSync(file, picture, 0, picture.length, at);
	writeSync(file, movie, 0, movie.length, end);
	closeSync(file);
}

/** The fixture's first picture, whose last unit claims all of `size` bytes: ffmpeg looks at each before it copies it. */
function pictureOf(small: Bytes, size: number): Bytes {
	const stbl = ["moov", "trak", "mdia", "minf", "stbl"].reduce<Bytes>((whole, name) => contentOf(whole, name), small);
	const at = new DataView(contentOf(stbl, "stco").buffer).getUint32(8);
	const view = new DataView(small.buffer, at, 2048);
	let unit = 0;
	while (unit + 4 + view.getUint32(unit) < view.byteLength) unit += 4 + view.getUint32(unit);
	view.setUint32(unit, size - unit - 4);
	return small.slice(at, at + view.byteLength);
}

/** A copy in which the first box at `path` is another: every box around it grows. */
function changed(whole: Bytes, [name = "", ...path]: readonly string[], change: (content: Bytes) => Bytes): Bytes {
	const { start, body, end } = boxNamed(whole, name);
	const content = whole.slice(body, end);
	const replaced = path.length > 0 ? box(name, changed(content, path, change)) : change(content);
	return bytes(whole.subarray(0, start), replaced, whole.subarray(end));
}

/** A track's header of 32 bits. */
function withDuration(content: Bytes, duration: number): Bytes {
	new DataView(content.buffer).setUint32(16, duration);
	return box("mdhd", content);
}

/** Tables that a camera would write: every sample with its size, each in a chunk of its own, at offsets of 64 bits. */
function sampleTable(table: Bytes, { count, size, start }: { count: number; size: number; start: number }): Bytes {
	const { start: from, end } = boxNamed(table, "stsd");
	const sizes = new Uint8Array(count * 4);
	const offsets = new Uint8Array(count * 8);
	for (let sample = 0; sample < count; sample++) {
		new DataView(sizes.buffer).setUint32(sample * 4, size);
		new DataView(offsets.buffer).setBigUint64(sample * 8, BigInt(start + sample * size));
	}
	return box(
		"stbl",
		table.subarray(from, end),
		box("stts", u32(0), u32(1), u32(count), u32(ticks)),
		box("stsc", u32(0), u32(1), u32(1), u32(1), u32(1)),
		box("stsz", u32(0), u32(0), u32(count), sizes),
		box("co64", u32(0), u32(count), offsets),
	);
}

function contentOf(whole: Bytes, name: string): Bytes {
	const { body, end } = boxNamed(whole, name);
	return whole.slice(body, end);
}

function boxNamed(whole: Bytes, name: string): Box {
	const found = boxesIn(whole).boxes.find(({ type }) => type === name);
	if (!found) throw new Error(`no ${name}`);
	return found;
}
