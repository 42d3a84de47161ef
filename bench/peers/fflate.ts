// fflate unpacks and packs everything, and leaves out the properties; photos and text stay as they are. https://101arrowz.github.io/fflate/
import { unzipSync, zipSync } from "fflate";

export async function strip(file: Blob): Promise<Blob> {
	const members = unzipSync(new Uint8Array(await file.arrayBuffer()));
	const kept = Object.entries(members).filter(([name]) => !name.startsWith("docProps/"));
	const zip = zipSync(
		Object.fromEntries(kept.map(([name, data]) => [name, [data, { level: /\.jpe?g$/.test(name) ? 0 : 6 }]])),
		{ mtime: "1980-01-01" },
	);
	return new Blob([new Uint8Array(zip)]);
}
