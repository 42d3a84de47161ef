// Counts what the guard does, for the popup's numbers of the day.
import { count } from "../platform/tally";
import type { Decided } from "./flow";
import type { Row } from "./row";

/** An attachment that is asked about again, because another conversation was open by then, is counted once. */
const counted = new Set<string>();

export async function countDecided({ attachment, rows, by }: Decided): Promise<void> {
	if (counted.has(attachment.id)) return;
	counted.add(attachment.id);
	await count({ looked: rows.length, asked: by.way === "asked" ? rows.length : 0 }, new Date());
}

export async function countReleased({ rows, decision }: Decided): Promise<void> {
	if (decision.action !== "release") return;
	const { files } = decision;
	const stripped = rows.filter(({ file, examined }, index) => {
		const released = files[index];
		return isFound(examined) && released !== undefined && released !== file;
	});
	await count({ stripped: stripped.length }, new Date());
}

/** A clean file comes back from the Worker as another object of the same bytes. */
function isFound(examined: Row["examined"]): boolean {
	return examined.status !== "looking" && examined.inspection.status === "found";
}
