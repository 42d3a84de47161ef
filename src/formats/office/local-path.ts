// Paths of somebody's own computer or network: they name a user, a project, a server.
import type { Finding } from "../../core/finding";
import { latin1 } from "../containers/numbers";
import { decodeText } from "../metadata/text";
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
export const mayHoldPath = /\b[a-z]:[\\/]|\\\\\w|file:\/|[\\/](?:Users|home|Volumes|media|mnt)[\\/]/i;

/** `C:\Users\Alice\Pictures\home.jpg` as `home.jpg`; other text stays as it is. */
export function withoutFolders(value: string): string {
	if (!mayHoldPath.test(value) || /^(?:https?|mailto|ftp):/i.test(value)) return value;
	return value.replace(folders, "");
}

export function holdsPath(value: string): boolean {
	return withoutFolders(value) !== value;
}

/** How the folders of users begin, in letters of one byte and of two. */
const homes = ["Users", "Documents and Settings"].map((folder) => ["[a-z]", ":", "\\\\", ...folder, "\\\\"]);
const unixHomes = ["Users", "home"].map((folder) => ["/", ...folder, "/"]);
const homeWith = (gap: string) => new RegExp([...homes, ...unixHomes].map((one) => one.join(gap)).join("|"), "gi");
const narrowHome = homeWith("");
const wideHome = homeWith("\\0");

/** A user's folder, with what follows it; its bytes are at most so many. */
const userPath =
	/^(?:[a-z]:\\(?:Users|Documents and Settings)\\|\/(?:Users|home)\/)[\p{L}\p{M}\p{N}_ .~-]{1,64}[\\/][\p{L}\p{M}\p{N}_ .~\\/-]{1,400}/iu;
const longestPath = 1000;

/** What no path goes on behind. */
const pathEnd = /[^ -\uffff]|["<>|*?]/;

/** Paths in bytes that no rule reads, in letters of one byte or two, whatever the alphabet. */
export function userPathsIn(bytes: Uint8Array<ArrayBuffer>): string[] {
	const text = latin1(bytes);
	const paths = new Set<string>();
	const look = (home: RegExp, decode: (window: Uint8Array<ArrayBuffer>) => string) => {
		let behind = 0;
		for (const { index } of text.matchAll(home)) {
			if (index < behind) continue; // a folder of that name within a path
			const path = userPath.exec(decode(bytes.subarray(index, index + longestPath)))?.[0];
			if (path === undefined) continue;
			paths.add(path.trim());
			behind = index + path.length;
		}
	};
	look(narrowHome, (window) => {
		const end = latin1(window).search(pathEnd);
		return decodeText(end === -1 ? window : window.subarray(0, end));
	});
	look(wideHome, (window) => new TextDecoder("utf-16le").decode(window));
	return [...paths];
}

export function pathFinding(source: string, paths: readonly string[]): Finding[] {
	if (paths.length === 0) return [];
	return [{ kind: "person", severity: "high", source, tag: "LocalPath", value: listed(paths) }];
}
