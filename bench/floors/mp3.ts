// The floor: the least that stripping an MP3 can cost. It reads where an ID3v2 tag ends and whether an ID3v1 tag is there,
// and splices. It tells nobody anything and knows no other tags. At most 60 lines; changed only in commits of its own.

export async function strip(file: Blob): Promise<Blob> {
	const read = async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer());
	const [head, tail] = await Promise.all([read(0, 10), read(file.size - 128, file.size)]);
	const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6);
	const start = startsWith(head, [0x49, 0x44, 0x33]) ? 10 + ((a << 21) | (b << 14) | (c << 7) | d) : 0;
	return new Blob([file.slice(start, startsWith(tail, [0x54, 0x41, 0x47]) ? file.size - 128 : file.size)]);
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
	return signature.every((byte, index) => bytes[index] === byte);
}
