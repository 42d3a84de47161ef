// The film in a file of pictures (image sequences, CR3): the code for films is loaded where there is one, and not before.
import type { Box } from "./containers/isobmff";
import type { ReadContext } from "./handler";
import type { Part } from "./parts";

/** The parts of a `moov` or `moof` box that stands at `base` of the file, as those of a film on its own. */
export async function filmParts(
	bytes: Uint8Array<ArrayBuffer>,
	base: number,
	root: Box,
	context: ReadContext,
): Promise<Part[]> {
	const { movieParts } = await import("./metadata/movie");
	const { readTracks } = await import("./metadata/movie-tracks");
	return movieParts({ bytes, base }, root, new Set(), readTracks(bytes, root).playing, context);
}
