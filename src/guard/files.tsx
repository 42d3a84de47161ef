// All files: the worst first, in groups where there are many, those without anything private folded away.
import { severities } from "../core/finding";
import { plural } from "../platform/words";
import { useSteadyOrder } from "../ui/use-steady-order";
import { FileRow, statusOf } from "./file-row";
import type { Goes, Row } from "./row";

/** From so many on there are headings. */
const many = 4;

const groups = ["found", "not-checked", "clean"] as const;
type Group = (typeof groups)[number];

type Props = {
	rows: readonly Row[];
	/** What files will be called, where that is not left as it is. */
	names?: ReadonlyMap<Row, string>;
	/** What becomes of the file at this place in `rows`. */
	choose?: (index: number, goes: Goes) => void;
};

export function Files({ rows, names, choose }: Props) {
	const among = rows.length === 1 ? "alone" : rows.length < many ? "some" : "many";
	const worstFirst = rows
		.map((row, index) => ({ row, index }))
		.sort((a, b) => rank(a.row) - rank(b.row) || a.index - b.index);
	const sorted = useSteadyOrder(worstFirst, ({ index }) => `${index}`);
	const inGroups = groups.map((group) => ({ group, some: sorted.filter(({ row }) => groupOf(row) === group) }));
	const listed = (some: typeof sorted, label: string, id?: string) => (
		<ul id={id} aria-label={label}>
			{some.map(({ row, index }) => (
				<FileRow
					key={index}
					row={row}
					among={among}
					newName={names?.get(row)}
					{...(choose && among !== "alone" && { choose: (goes: Goes) => choose(index, goes) })}
				/>
			))}
		</ul>
	);
	if (among !== "many") return <div class="files">{listed(sorted, plural("files", rows.length), "files")}</div>;
	return (
		<div class="files" id="files">
			{inGroups
				.filter(({ some }) => some.length > 0)
				.map(({ group, some }) => (
					<details key={group} open={group !== "clean" || some.length === rows.length} data-group={group}>
						<summary>{plural(titles[group], some.length)}</summary>
						{listed(some, plural(titles[group], some.length))}
					</details>
				))}
		</div>
	);
}

const titles = {
	found: "groupFound",
	"not-checked": "groupNotChecked",
	clean: "groupClean",
} as const satisfies Record<Group, string>;

function groupOf(row: Row): Group {
	const status = statusOf(row);
	return status === "found" || status === "clean" ? status : "not-checked";
}

/** Worst first. What could not be checked may hold anything. */
function rank({ examined }: Row): number {
	if (examined.status === "looking" || examined.inspection.status === "clean") return severities.length + 1;
	if (examined.inspection.status !== "found") return 1;
	const { findings } = examined.inspection;
	return Math.min(...findings.map(({ severity }) => severities.indexOf(severity)));
}
