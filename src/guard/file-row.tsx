// One file: a thumbnail, its name, and what it gives away, worst first; what becomes of it where there are several.
import type { Finding } from "../core/finding";
import { fileSize, words } from "../platform/words";
import { FileNameTells } from "./file-name-tells";
import { type Among, Findings } from "./findings";
import { type Goes, goesOptions, isStrippable, type Row } from "./row";
import { Thumbnail } from "./thumbnail";

type Props = {
	row: Row;
	/** Alone, its pictures are shown at once; among many it is told in a few lines. */
	among?: Among;
	/** What it will be called, where that is not left as it is. */
	newName?: string | undefined;
	choose?: (goes: Goes) => void;
};

export function FileRow({ row, among = "alone", newName, choose }: Props) {
	const { file, examined, goes } = row;
	const status = statusOf(row);
	return (
		<li class="file" data-file={file.name} data-status={status} data-goes={goes}>
			<Thumbnail file={file} />
			<div class="says">
				<p class="name">
					<bdi>{file.name}</bdi> <span class="size">{fileSize(file.size)}</span>
				</p>
				{examined.status === "looking" ? (
					<p class="verdict">{words("looking")}</p>
				) : (
					<>
						<p class="verdict">{verdict(examined)}</p>
						{examined.inspection.status === "found" && (
							<Findings
								file={file}
								findings={examined.inspection.findings}
								stays={staying(row, examined.inspection.findings)}
								among={among}
							/>
						)}
						<FileNameTells name={file.name} newName={newName} />
					</>
				)}
			</div>
			{choose && examined.status !== "looking" && (
				<select
					aria-label={words("whatBecomesOf", file.name)}
					data-choose
					onChange={({ currentTarget: { value } }) => {
						const chosen = goesOptions.find((one) => one === value);
						if (chosen) choose(chosen);
					}}
				>
					{goesOptions
						.filter((option) => option !== "stripped" || (status === "found" && isStrippable(row)))
						.map((option) => (
							<option key={option} value={option} selected={option === shownChoice(row)}>
								{words(`goes_${option.replaceAll("-", "_")}`)}
							</option>
						))}
				</select>
			)}
		</li>
	);
}

type Status = "looking" | "clean" | "found" | "unsupported" | "failed";

/** What could be read but not stripped is said by its findings and its verdict. */
export function statusOf({ examined }: Row): Status {
	return examined.status === "looking" ? "looking" : examined.inspection.status;
}

function verdict(examined: Exclude<Row["examined"], { status: "looking" }>): string {
	if (examined.status === "as-is-only") return words(`reason_${examined.reason.replaceAll("-", "_")}`);
	return words(examined.inspection.status === "clean" ? "nothingFound" : "givesAway");
}

function staying({ examined, goes }: Row, findings: readonly Finding[]): readonly Finding[] {
	if (goes === "original" || examined.status === "as-is-only") return findings;
	return "kept" in examined ? examined.kept : [];
}

/** Where nothing can be stripped, or need be, the file goes as it is. */
function shownChoice(row: Row): Goes {
	if (row.goes !== "stripped") return row.goes;
	return isStrippable(row) && statusOf(row) === "found" ? "stripped" : "original";
}
