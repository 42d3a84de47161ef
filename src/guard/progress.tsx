// While files are being looked at, or stripped: how far that is, each file on one line, so that nothing moves until all is known.
import { plural, words } from "../platform/words";
import { statusOf } from "./file-row";
import { findingsOf, type Row } from "./row";
import { Thumbnail } from "./thumbnail";
import { kindsIn } from "./told";
import { kindsInWords } from "./told-words";

type Props = { rows: readonly Row[]; what: "lookingAt" | "stripping" };

export function Progress({ rows, what }: Props) {
	const done = rows.reduce((sum, { examined }) => sum + ("share" in examined ? examined.share : 1), 0);
	return (
		<>
			<label class="progress">
				<span role="status">{plural(what, rows.length)}</span>
				<progress max={rows.length} value={done} />
			</label>
			<ul id="files" class="files is-waiting">
				{rows.map((row, index) => (
					<li key={index} class="file" data-file={row.file.name} data-status={statusOf(row)}>
						<Thumbnail file={row.file} />
						<p class="name">
							<bdi>{row.file.name}</bdi>
						</p>
						<p class="verdict">{verdict(row)}</p>
					</li>
				))}
			</ul>
		</>
	);
}

/** What a large file is known to give away is said at once, though not all of it was looked at. */
function verdict(row: Row): string {
	if (!("share" in row.examined)) return words("lookedAt");
	const known = row.examined.status === "looking" ? row.examined.known : findingsOf(row);
	if (known.length === 0) return words("looking");
	return `${words("givesAway")} ${kindsInWords(kindsIn(known))}`;
}
