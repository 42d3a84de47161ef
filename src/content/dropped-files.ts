// What a drop holds: files, and whole directories, walked. https://wicg.github.io/entries-api/

export type Dropped = {
	file: File;
	/** Its place in the dropped directory, `trip/day 1/a.jpg`; its name where it was dropped by itself. */
	path: string;
};

/** More than these nobody means to attach to a message. */
const maxFiles = 5_000;

/** The entries of a transfer; to be taken while its event is being handled, usable ever after. */
export function entriesOf(transfer: DataTransfer): FileSystemEntry[] {
	return [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
}

/** `files` as they are, where no directory is among the entries; else all files in those, in the order of their reading. Rejects if one of them cannot be read. */
export async function droppedFiles(files: readonly File[], entries: readonly FileSystemEntry[]): Promise<Dropped[]> {
	if (!entries.some(isDirectory)) return files.map((file) => ({ file, path: file.name }));
	const budget = { files: maxFiles };
	return (await Promise.all(entries.map((entry) => walk(entry, budget)))).flat();
}

async function walk(entry: FileSystemEntry, budget: { files: number }): Promise<Dropped[]> {
	if (isFile(entry)) {
		if (budget.files-- <= 0) throw new RangeError("too many files");
		const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
		return [{ file, path: entry.fullPath.replace(/^\//, "") }];
	}
	if (!isDirectory(entry)) return [];
	const reader = entry.createReader();
	const walked: Dropped[] = [];
	for (;;) {
		// Browsers give a directory in parts, and nothing at its end.
		const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
		if (part.length === 0) break;
		walked.push(...(await Promise.all(part.map((inside) => walk(inside, budget)))).flat());
	}
	return walked;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
	return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
	return entry.isDirectory;
}
