// An album: photos of one size, one behind the other in a file, each stripped as a file of its own.

/** As many as the guard examines side by side. */
const sideBySide = 8;

/** @returns the stripped photos, one behind the other. */
export async function stripAlbum(album: File, count: number, strip: (file: File) => Promise<Blob>): Promise<Blob> {
	const size = album.size / count;
	const stripped: Blob[] = [];
	let next = 0;
	const work = async () => {
		for (let index = next++; index < count; index = next++) {
			const photo = new File([album.slice(index * size, (index + 1) * size)], `${index}.jpg`, { type: "image/jpeg" });
			stripped[index] = await strip(photo);
		}
	};
	await Promise.all(Array.from({ length: sideBySide }, work));
	return new Blob(stripped);
}
