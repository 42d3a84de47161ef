// The floor: the least that stripping a GIF can cost. It walks all blocks by the lengths of their parts, drops comments
// and applications that are neither loop nor profile, and splices. It tells nobody anything and checks nothing.
// At most 60 lines; changed only in commits of its own.

const windowSize = 1024 * 1024;
const keptApplications = /^(NETSCAPE2\.0|ANIMEXTS1\.0|ICCRGBG1012)$/;

export async function strip(file: Blob): Promise<Blob> {
	let window = new Uint8Array(await file.slice(0, windowSize).arrayBuffer());
	let from = 0;
	/** The byte at a place; what follows it for some bytes is in the window as well. */
	const see = async (at: number): Promise<number> => {
		if (at + 16 > from + window.length && from + window.length < file.size) {
			from = at;
			window = new Uint8Array(await file.slice(at, at + windowSize).arrayBuffer());
		}
		return window[at - from] ?? 0;
	};
	const tableSize = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
	const parts: BlobPart[] = [];
	let start = 0; // of what is kept
	let at = 13 + tableSize(await see(10));
	for (let introducer = await see(at); introducer === 0x2c || introducer === 0x21; introducer = await see(at)) {
		const block = at;
		let drops = false;
		if (introducer === 0x2c) at += 11 + tableSize(window[at - from + 9] ?? 0);
		else {
			const label = window[at - from + 1];
			const name = label === 0xff ? String.fromCharCode(...window.subarray(at - from + 3, at - from + 14)) : "";
			drops = label !== 0xf9 && !keptApplications.test(name);
			at += 2;
		}
		for (let length = await see(at); length !== 0; length = await see(at)) at += 1 + length;
		at++;
		if (!drops) continue;
		parts.push(file.slice(start, block));
		start = at;
	}
	return new Blob([...parts, file.slice(start, at + 1)]);
}
