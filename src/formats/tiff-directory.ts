// A TIFF directory written anew: the entries that stay, and zeros where the others were.
import type { ByteSource } from "./containers/byte-source";
import { type Tiff, type TiffDirectory, type TiffEntry, unsigned } from "./containers/tiff";
import { tiffTags } from "./metadata/tiff-tags";
import type { Edit } from "./splice";

/** The edits for one of the `kept` directories, in its place, of its entries that have one of `tags`; pointers lead to those alone. */
export async function rewritten(
	source: ByteSource,
	file: Tiff,
	directory: TiffDirectory,
	kept: readonly TiffDirectory[],
	tags: ReadonlySet<number>,
): Promise<Edit> {
	const { start, end, entries } = directory;
	const bytes = new Uint8Array(end - start);
	const next = nextKept(file, directory, new Set(kept.map((other) => other.start)));
	const content = await directoryBytes(source, file, entries, kept, next, tags);
	// a file that ends with its directory may lack the pointer to the next one
	bytes.set(content.subarray(0, bytes.length));
	return { start, end, bytes };
}

/** A directory of those of `entries` that have one of `tags`; their values stay where they are. */
export async function directoryBytes(
	source: ByteSource,
	file: Tiff,
	entries: readonly TiffEntry[],
	kept: readonly TiffDirectory[],
	next: number,
	tags: ReadonlySet<number>,
): Promise<Uint8Array<ArrayBuffer>> {
	const { littleEndian, big } = file;
	const [countSize, entrySize, offsetSize] = big ? [8, 20, 8] : [2, 12, 4];
	const starts = new Set(kept.map(({ start }) => start));
	const put = (data: DataView, at: number, value: number, size: number) => {
		if (size === 8) data.setBigUint64(at, BigInt(value), littleEndian);
		else if (size === 4) data.setUint32(at, value, littleEndian);
		else data.setUint16(at, value, littleEndian);
	};
	const written: Uint8Array[] = [];
	for (const entry of entries) {
		if (!tags.has(entry.tag)) continue;
		const bytes = (await source.read(entry.entryStart, entry.entryStart + entrySize)).slice();
		if (entry.tag === tiffTags.subDirectories) {
			const pointers = unsigned(file, entry);
			const left = pointers.filter((pointer) => starts.has(pointer));
			if (left.length === 0) continue;
			const data = new DataView(bytes.buffer);
			put(data, 4, left.length, offsetSize);
			if (left.length === 1) put(data, 4 + offsetSize, left[0] ?? 0, offsetSize);
		}
		written.push(bytes);
	}
	const whole = new Uint8Array(countSize + written.length * entrySize + offsetSize);
	put(new DataView(whole.buffer), 0, written.length, countSize);
	for (const [index, bytes] of written.entries()) whole.set(bytes, countSize + index * entrySize);
	put(new DataView(whole.buffer), whole.length - offsetSize, next, offsetSize);
	return whole;
}

/** Pointers to directories that stay, where several are left of more: they stand outside, and are written together. */
export function pointerEdits(file: Tiff, directory: TiffDirectory, kept: readonly TiffDirectory[]): Edit[] {
	const starts = new Set(kept.map(({ start }) => start));
	return directory.entries.flatMap((entry) => {
		if (entry.tag !== tiffTags.subDirectories) return [];
		const pointers = unsigned(file, entry);
		const left = pointers.filter((pointer) => starts.has(pointer));
		if (left.length < 2 || left.length === pointers.length) return [];
		const size = (entry.end - entry.start) / pointers.length;
		const bytes = new Uint8Array(entry.end - entry.start);
		const data = new DataView(bytes.buffer);
		for (const [index, pointer] of left.entries()) {
			if (size === 8) data.setBigUint64(index * size, BigInt(pointer), file.littleEndian);
			else data.setUint32(index * size, pointer, file.littleEndian);
		}
		return [{ start: entry.start, end: entry.end, bytes }];
	});
}

/** Where the next directory of the chain starts that stays; 0 for none. */
function nextKept({ directories }: Tiff, directory: TiffDirectory, starts: ReadonlySet<number>): number {
	const passed = new Set<number>();
	let next = directory.next;
	while (next !== 0 && !starts.has(next) && !passed.has(next)) {
		passed.add(next);
		next = directories.find(({ start }) => start === next)?.next ?? 0;
	}
	return starts.has(next) ? next : 0;
}
