// The floor: the least that stripping a WebP can cost. It walks the chunks by their headers, drops metadata and clears
// its flags, makes the size right and splices. It tells nobody anything, checks nothing, keeps no orientation and looks
// into no frame. At most 60 lines; changed only in commits of its own.

const windowSize = 64 * 1024;
const kept = /^(VP8[ LX]|ALPH|ANIM|ANMF|ICCP)$/;
/** Exif and XMP. */
const metadataFlags = 0x08 | 0x04;

export async function strip(file: Blob): Promise<Blob> {
	let window = new Uint8Array(await file.slice(0, windowSize).arrayBuffer());
	let from = 0;
	const parts: BlobPart[] = [];
	let size = 4;
	const end = 8 + new DataView(window.buffer).getUint32(4, true);
	for (let at = 12; at < end; ) {
		if (at + 18 > from + window.length && from + window.length < file.size) {
			from = at;
			window = new Uint8Array(await file.slice(at, at + windowSize).arrayBuffer());
		}
		const type = String.fromCharCode(...window.subarray(at - from, at - from + 4));
		const length = new DataView(window.buffer).getUint32(at - from + 4, true);
		const next = at + 8 + length + (length & 1);
		if (type === "VP8X") {
			const head = window.slice(at - from, next - from);
			head[8] = (head[8] ?? 0) & ~metadataFlags;
			parts.push(head);
		} else if (kept.test(type)) parts.push(file.slice(at, next));
		if (kept.test(type)) size += next - at;
		at = next;
	}
	const head = new Uint8Array(12);
	head.set(new TextEncoder().encode("RIFF"));
	new DataView(head.buffer).setUint32(4, size, true);
	head.set(new TextEncoder().encode("WEBP"), 8);
	return new Blob([head, ...parts]);
}
