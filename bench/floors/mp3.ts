// The floor: the least that stripping an MP3 can cost. It reads where an ID3v2 tag ends and whether an ID3v1 tag is there,
// walks the frames between, since no header tells where another song and its tag begin, and splices. It tells nobody
// anything and knows neither other tags nor other layers. At most 60 lines; changed only in commits of its own.

const step = 1024 * 1024;
const bitrates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const rates = [44100, 48000, 32000];

export async function strip(file: Blob): Promise<Blob> {
	const read = async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer());
	const [head, tail] = await Promise.all([read(0, 10), read(file.size - 128, file.size)]);
	const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6);
	const start = startsWith(head, [0x49, 0x44, 0x33]) ? 10 + ((a << 21) | (b << 14) | (c << 7) | d) : 0;
	const end = startsWith(tail, [0x54, 0x41, 0x47]) ? file.size - 128 : file.size;
	let at = start;
	while (at + 4 <= end) {
		const base = at;
		const bytes = await read(base, Math.min(base + step, end));
		let size = 1;
		for (; size > 0 && at - base + 4 <= bytes.length; at += size) size = frameSize(bytes, at - base);
		if (size === 0) break;
	}
	return new Blob([file.slice(start, Math.min(at, end))]);
}

/** The size of a frame of MPEG 1, layer III; 0 where none is. */
function frameSize(bytes: Uint8Array, at: number): number {
	const third = bytes[at + 2] ?? 0;
	if (bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xfe) !== 0xfa) return 0;
	const rate = rates[(third >> 2) & 3];
	return rate ? Math.floor((144_000 * (bitrates[third >> 4] ?? 0)) / rate) + ((third >> 1) & 1) : 0;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
	return signature.every((byte, index) => bytes[index] === byte);
}
