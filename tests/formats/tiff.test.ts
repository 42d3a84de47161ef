// TIFF: which directories are still reached when others have gone.
import { expect, test } from "vitest";
import { bytesSource } from "../../src/formats/containers/byte-source";
import { readTiff, unsigned } from "../../src/formats/containers/tiff";
import { negativeWithMasks } from "../fixtures/tiff";
import { stripped } from "./checks";

test("a negative takes its preview's place, and keeps the masks that stood beside it", async () => {
	const after = await readTiff(bytesSource(await stripped(negativeWithMasks)));
	const kinds = after.directories.map(({ kind, entries }) => {
		const subfile = entries.find(({ tag }) => tag === 254);
		return [kind, ...(subfile ? unsigned(after, subfile) : [])];
	});
	expect(kinds).toEqual([
		["main", 0],
		["sub", 4],
		["sub", 4],
	]);
});
