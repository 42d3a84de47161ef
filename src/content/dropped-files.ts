// What a drop holds: files, and whole directories, walked. https://wicg.github.io/entries-api/

export type Dropped = {
	file: File;
	/** Its place in the dropped directory, `trip/day 1/a.jpg`; its name where it was dropped by itself. */
	path: string;
};

/** Beyond these nobody means to attach them to a message. */
const maxFiles = 5_000;

/** The entries of a transfer; to be taken while its event is being handled, usable ever after. */
export function entriesOf(transfer: DataTransfer): FileSystemEntry[] {
	return [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
}

/** `files` as they are, where no directory is among the entries; else all files in those, in the order of their reading. */
export async function droppedFiles(files: readonly File[], entries: readonly FileSystemEntry[]): Promise<Dropped[]> {
	if (!entries.some(isDirectory)) return files.map((file) => ({ file, path: file.name }));
	const dropped: Dropped[] = [];
	for (const entry of entries) await walk(entry, dropped);
	return dropped;
}

async function walk(entry: FileSystemEntry, dropped: Dropped[]): Promise<void> {
	if (dropped.length >= maxFiles) return;
	if (isFile(entry)) {
		const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
		dropped.push({ file, path: entry.fullPath.replace(/^\//, "") });
		return;
	}
	if (!isDirectory(entry)) return;
	const reader = entry.createReader();
	for (;;) {
		// Browsers give a directory in parts, and nothing at its end.
		const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
		if (part.length === 0) return;
		for (const inside of part) await walk(inside, dropped);
	}
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
	return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
	return entry.isDirectory;
}
