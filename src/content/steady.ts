// Files that stay what they are. A file that has changed on disk since it was picked is refused by Chromium to whoever reads
// it, at any time. Firefox gives what is there now, which nobody has looked at: there small files are taken into memory, and
// it is these bytes that are looked at and handed over. What larger ones are compared by: src/guard/still-the-same.ts.

/** A photo's worth of each file, and of all together no more than a page takes. */
const most = { file: 8 * 1024 ** 2, all: 64 * 1024 ** 2 } as const;

/** Firefox is known by a property of its own. */
const refusesChanged = !("mozInnerScreenX" in globalThis);

export async function steady(files: readonly File[], isSteady = refusesChanged): Promise<readonly File[]> {
	let left: number = most.all;
	const taken = files.map((file) => {
		if (isSteady || file.size > Math.min(most.file, left)) return file;
		left -= file.size;
		return inMemory(file).catch(() => file); // the guard will say that it cannot be read
	});
	return Promise.all(taken);
}

async function inMemory(file: File): Promise<File> {
	const { name, type, lastModified } = file;
	return new File([await file.arrayBuffer()], name, { type, lastModified });
}
