// Paths of somebody's own computer or network: they name a user, a project, a server.
import type { Finding } from "../../core/finding";
import { listed } from "../readable";

/** What a path is made of; an apostrophe belongs to it within a name (`O'Brien`), and doubled in a formula. No path is longer. */
const sign = String.raw`(?:[^"'<>|*?:\n]|''|(?<=\p{L})'(?=\p{L}))`;
const longest = 1000;

/** All of it up to its last separator. */
const rest = String.raw`(?:${sign}{0,${longest}}[\\/])?`;

/** One of its folders. */
const folder = String.raw`[^"'<>|*?:\n\\/]{1,255}`;

/** A file address, a drive's path, a network share, or a Unix home, also where a way up leads out of another folder to it. */
const folders = new RegExp(
	[
		String.raw`file:\/{2,3}(?:localhost\/)?(?:[a-z](?::|%3a))?[^"'<>|*?\s](?:${sign}|:){0,${longest}}[\\/]`,
		String.raw`\b[a-z]:[\\/]${rest}`,
		String.raw`\\\\[\w.$\-]{1,255}\\${rest}`,
		String.raw`(?<![\w.:\/])\/(?:Users|home|Volumes|media|mnt)\/${rest}`,
		String.raw`(?<![.\\/])\.{1,2}[\\/](?:${folder}[\\/]){0,30}?(?:Users|home|Volumes)[\\/]${rest}`,
	].join("|"),
	"giu",
);

/** Cheap test whether a text may hold a path at all. */
export const mayHoldPath = /[a-z]:[\\/]|\\\\\w|file:\/|[\\/](?:Users|home|Volumes|media|mnt)[\\/]/i;

/** `C:\Users\Alice\Pictures\home.jpg` as `home.jpg`; other text stays as it is. */
export function withoutFolders(value: string): string {
	if (!mayHoldPath.test(value) || /^(?:https?|mailto|ftp):/i.test(value)) return value;
	return value.replace(folders, "");
}

export function pathFinding(source: string, paths: readonly string[]): Finding[] {
	if (paths.length === 0) return [];
	return [{ kind: "person", severity: "high", source, tag: "LocalPath", value: listed(paths) }];
}
