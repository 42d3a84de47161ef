// Offers a file of our own making to be saved.

/** A browser reads it long before that, in ms. */
const keptFor = 60_000;

export function offerDownload(file: File): void {
	const url = URL.createObjectURL(file);
	const link = document.createElement("a");
	link.href = url;
	link.download = file.name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), keptFor);
}
