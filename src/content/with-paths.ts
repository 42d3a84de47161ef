// Released files, each with its place in what was picked or dropped: some may be left out, some have another name now.
import type { ReleasedFiles } from "../core/attachment";

/** @param paths - of each file that was held: `trip/day 1/a.jpg`, or its name. */
export function withPaths(released: ReleasedFiles, paths: readonly string[]): { files: File[]; paths: string[] } {
	const kept = released.flatMap((file, index) => (file ? [{ file, path: pathOf(file, paths[index]) }] : []));
	return { files: kept.map(({ file }) => file), paths: kept.map(({ path }) => path) };
}

function pathOf({ name }: File, path = ""): string {
	return path.slice(0, path.lastIndexOf("/") + 1) + name;
}
