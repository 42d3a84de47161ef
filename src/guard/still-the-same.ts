// Whether files are what they were when they were looked at. A file that has changed on disk since it was picked is refused
// by Chromium to whoever reads it; Firefox gives what is there now, which nobody has looked at.

/** Whatever changes a photo, a film or a document changes its beginning. */
const beginning = 65_536;

export type Fingerprints = readonly string[];

/** What the files begin with; one that cannot be read is like another that cannot. */
export function fingerprintsOf(files: readonly File[]): Promise<Fingerprints> {
	return Promise.all(files.map((file) => digest(file).catch(() => "unreadable")));
}

export function isStillTheSame(now: Fingerprints, then: Fingerprints): boolean {
	return now.every((one, index) => one === then[index]);
}

async function digest(file: File): Promise<string> {
	const hash = await crypto.subtle.digest("SHA-256", await file.slice(0, beginning).arrayBuffer());
	return new Uint8Array(hash).join();
}
