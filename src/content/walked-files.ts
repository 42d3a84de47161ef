// The files behind handles, directories walked. https://fs.spec.whatwg.org/

export type Walked = { handle: FileSystemFileHandle; file: File };

/** Beyond these nobody means to attach them to a message: they are asked about when the page reads them. */
const maxFiles = 2_500;

/** The files behind handles, in the order of their reading. */
export async function filesBehind(handles: readonly FileSystemHandle[]): Promise<Walked[]> {
	const found: Walked[] = [];
	for (const handle of handles) await walk(handle, found);
	return found;
}

async function walk(handle: FileSystemHandle, found: Walked[]): Promise<void> {
	if (found.length >= maxFiles) return;
	if (handle instanceof FileSystemFileHandle) {
		found.push({ handle, file: await handle.getFile() });
	} else if (handle instanceof FileSystemDirectoryHandle) {
		for await (const inside of handle.values()) await walk(inside, found);
	}
}
