// ZIP archives: each member is inspected and stripped as the file it is. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

import type { Finding } from "../core/finding";
import { phrase } from "../core/phrase";
import { type ArchivePlan, baseName, planPieces, readArchive, readNested, zipFindings } from "./archive-plan";
import { encryptedFlag, hasTwins, type ZipEntry } from "./containers/zip";
import type { Handler, Reading } from "./handler";
import { InvalidFileError } from "./invalid-file-error";
import { listed } from "./readable";
import { unreadFinding } from "./unread-finding";

/** Files that systems leave in every folder: they list names, places of icons, thumbnails. */
const litter = /(?:^|\/)(?:__MACOSX\/.*|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini)$/i;

/** A folder that is named after its user. */
const homeFolder = /(?:^|[\\/])(?:Users|home)[\\/]([^\\/]+)[\\/]/i;

/** Programs are signed over the archive's own bytes: any change breaks them. */
const signedProgram =
	/^(?:AndroidManifest\.xml|META-INF\/[^/]+\.(?:RSA|DSA|EC)|Payload\/[^/]+\.app\/.*CodeResources)$/i;

export const zip: Handler = {
	format: "zip",
	async read(source, context) {
		const archive = await readArchive(source, context);
		if (archive.entries.some(({ flags }) => flags & encryptedFlag)) {
			throw new InvalidFileError("encrypted", "members are encrypted");
		}
		const plan: ArchivePlan = new Map();
		const findings: Finding[] = [...zipFindings(archive), ...nameFindings(archive.entries)];
		const unread: string[] = [];
		for (const entry of archive.entries) {
			if (entry.name.endsWith("/")) continue;
			if (litter.test(entry.name)) {
				plan.set(entry.name, { type: "drop" });
				continue;
			}
			const nested = await readNested(source, entry, context, plan);
			if (nested === undefined) unread.push(baseName(entry.name));
			else findings.push(...nested);
		}
		if (unread.length > 0) findings.push(unreadFinding(listed(unread), "cannotBeChecked"));
		const isProgram = archive.entries.some(({ name }) => signedProgram.test(name));
		const strip = isProgram || hasTwins(archive.entries) ? {} : { strip: planned(archive.entries, plan) };
		return { format: "zip", findings, ...strip };
	},
};

function planned(entries: readonly ZipEntry[], plan: ArchivePlan): NonNullable<Reading["strip"]> {
	return (keep, onProgress) => planPieces(entries, plan, keep, onProgress);
}

function nameFindings(entries: readonly ZipEntry[]): Finding[] {
	const findings: Finding[] = [];
	const left = entries.filter(({ name }) => litter.test(name)).map(({ name }) => baseName(name));
	if (left.length > 0) {
		findings.push({ kind: "software", severity: "medium", source: "ZIP", tag: "SystemFiles", value: listed(left) });
	}
	const users = entries.map(({ name }) => homeFolder.exec(name)?.[1] ?? "").filter((user) => user !== "");
	if (users.length > 0) {
		findings.push({
			...{ kind: "person", severity: "high", source: "ZIP", tag: "FolderNames", stays: true },
			value: phrase("userFolders", listed(users)),
		});
	}
	return findings;
}
