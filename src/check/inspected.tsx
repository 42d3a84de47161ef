// What files give away, and a stripped copy of each to save.
import { FileRow } from "../guard/file-row";
import type { Row } from "../guard/row";
import { plural, words } from "../platform/words";
import { offerDownload } from "../ui/offer-download";
import { strippedOf, useExamined } from "./use-examined";

export function Inspected({ files }: { files: readonly File[] }) {
	const rows = useExamined(files);
	if (rows.length === 0) return undefined;
	const looking = rows.some(({ examined }) => examined.status === "looking");
	return (
		<section class="panel" aria-labelledby="inspected" aria-busy={looking}>
			<div role="status">
				<h2 id="inspected">{looking ? words("looking") : plural("checked", rows.length)}</h2>
			</div>
			<ul class="inspected">
				{rows.map((row, index) => (
					<li key={index}>
						<ul>
							<FileRow row={row} />
						</ul>
						<Save row={row} />
					</li>
				))}
			</ul>
		</section>
	);
}

function Save({ row }: { row: Row }) {
	const stripped = strippedOf(row);
	if (!stripped) return undefined;
	return (
		<button type="button" class="primary" data-save={stripped.name} onClick={() => offerDownload(stripped)}>
			{words("saveStripped")}
		</button>
	);
}
