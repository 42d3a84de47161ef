// Whether files are what they were when they were looked at. A file that has changed on disk since it was picked is refused
// by Chromium to whoever reads it, at any time. Firefox gives what is there now, which nobody has looked at: small files
// are in memory by then (src/content/steady.ts), large ones are compared.

/** The head, which says what a file is, the tail, where films and documents have their index, and what lies between. */
const compared = { ends: 65_536, samples: 32, sample: 16_384 } as const;

/** Whether the browser itself refuses to read a file that has changed: Firefox, known by a property of its own, does not. */
const refusesChanged = !("mozInnerScreenX" in globalThis);

export type Fingerprints = readonly string[];

/**
 * One that cannot be read is like another that cannot.
 * @param part - what of a file is compared.
 */
export function fingerprintsOf(
	files: readonly File[],
	part = refusesChanged ? beginning : sampled,
): Promise<Fingerprints> {
	return Promise.all(files.map((file) => digest(part(file)).catch(() => "unreadable")));
}

export function isStillTheSame(now: Fingerprints, then: Fingerprints): boolean {
	return now.every((one, index) => one === then[index]);
}

async function digest(blob: Blob): Promise<string> {
	return new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())).join();
}

/** Enough to learn whether the browser still reads it. */
function beginning(file: File): Blob {
	return file.slice(0, compared.ends);
}

/** Spread evenly; of a small file the pieces overlap, and all of it is compared. */
export function sampled(file: File): Blob {
	const { ends, samples, sample } = compared;
	const between = Array.from({ length: samples }, (_, index) => {
		const start = Math.floor(((file.size - sample) * (index + 1)) / (samples + 1));
		return file.slice(Math.max(0, start), Math.max(0, start) + sample);
	});
	return new Blob([file.slice(0, ends), ...between, file.slice(Math.max(0, file.size - ends))]);
}
