// Films of many pieces: fragments of MP4, clusters of Matroska, each with blocks; they say what they are called, and hold next to nothing.
import { writeFileSync } from "node:fs";
import { bytes, u32 } from "../../tests/fixtures/bytes";
import { element, movieOf } from "../../tests/fixtures/matroska";
import { box, film, item, itemList } from "../../tests/fixtures/mp4";

const blocksInCluster = 50;
const blockSize = 2000;
const fragmentSize = 20_000;

export function makeFragments(path: string, count: number): void {
	const defaults = box("mvex", box("trex", u32(0), u32(1), u32(1), u32(1000), u32(0), u32(0)));
	const head = (offset: number) =>
		box(
			"moof",
			box("mfhd", u32(0), u32(1)),
			box("traf", box("tfhd", [0, 2, 0, 0], u32(1)), box("trun", [0, 0, 2, 1], u32(1), u32(offset), u32(fragmentSize))),
		);
	const piece = bytes(head(head(0).length + 8), box("mdat", new Uint8Array(fragmentSize)));
	const start = film({ movie: [itemList(item("©nam", "Home")), defaults] });
	writeFileSync(path, bytes(start, Buffer.concat(Array<Uint8Array>(count).fill(piece))));
}

export function makeClusters(path: string, count: number): void {
	const block = element(0xa3, [0x81, 0, 0, 0], new Uint8Array(blockSize));
	const cluster = element(0x1f43b675, element(0xe7, [0]), ...Array<Uint8Array>(blocksInCluster).fill(block));
	const clusters = Buffer.concat(Array<Uint8Array>(count).fill(cluster));
	writeFileSync(path, movieOf({ info: [element(0x7ba9, "Home of Alice Example")], after: [clusters] }));
}
