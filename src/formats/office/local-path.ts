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

/** Folders of a user, with what follows them. */
const userPath =
	/(?:[a-z]:\\(?:Users|Documents and Settings)\\|\/(?:Users|home)\/)[\w .~-]{1,64}[\\/][\w .~\\/-]{1,400}/gi;

/** As letters of two bytes each. */
const wideText = /(?:[\x20-\x7e]\0){8,2000}/g;

/** Paths in bytes that no rule reads, in letters of one byte or two. */
export function userPathsIn(bytes: Uint8Array<ArrayBuffer>): string[] {
	const text = new TextDecoder("latin1").decode(bytes);
	const wide = (text.match(wideText) ?? []).map((run) => run.replaceAll("\0", ""));
	return [...new Set([text, ...wide].flatMap((run) => run.match(userPath) ?? []))];
}

export function pathFinding(source: string, paths: readonly string[]): Finding[] {
	if (paths.length === 0) return [];
	return [{ kind: "person", severity: "high", source, tag: "LocalPath", value: listed(paths) }];
}
