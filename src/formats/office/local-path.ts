// Paths of somebody's own computer or network: they name a user, a project, a server.
import type { Finding } from "../../core/finding";
import { listed } from "../readable";

/** A file address, a drive's path, a network share or a Unix home, up to its last separator. */
const folders =
	/(?:file:\/{2,3}(?:localhost\/)?(?:[a-z](?::|%3a))?[^"'<>|*?\s][^"'<>|*?]*[\\/]|\b[a-z]:[\\/](?:[^"'<>|*?:\n]*[\\/])?|\\\\[\w.$-]+\\(?:[^"'<>|*?:\n]*[\\/])?|(?<![\w.:/])\/(?:Users|home|Volumes|media|mnt)\/(?:[^"'<>|*?:\n]*\/)?)/gi;

/** Cheap test whether a text may hold a path at all. */
export const mayHoldPath = /[a-z]:[\\/]|\\\\\w|file:\/|\/(?:Users|home|Volumes|media|mnt)\//i;

/** `C:\Users\Alice\Pictures\home.jpg` as `home.jpg`; other text stays as it is. */
export function withoutFolders(value: string): string {
	if (!mayHoldPath.test(value) || /^(?:https?|mailto|ftp):/i.test(value)) return value;
	return value.replace(folders, "");
}

export function pathFinding(source: string, paths: readonly string[]): Finding[] {
	if (paths.length === 0) return [];
	return [{ kind: "person", severity: "high", source, tag: "LocalPath", value: listed(paths) }];
}
