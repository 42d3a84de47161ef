// Counts what the guard does, for the popup's numbers of the day.
import { count } from "../platform/tally";
import type { Decided } from "./flow";

/** An attachment that is asked about again, because another conversation was open by then, is counted once. */
const counted = new Set<string>();

export async function countDecided({ attachment, rows, by }: Decided): Promise<void> {
	if (counted.has(attachment.id)) return;
	counted.add(attachment.id);
	await count({ looked: rows.length, asked: by.way === "asked" ? rows.length : 0 }, new Date());
}

export async function countReleased({ attachment, decision }: Decided): Promise<void> {
	if (decision.action !== "release") return;
	const stripped = decision.files.filter((file, index) => file && file !== attachment.files[index]);
	await count({ stripped: stripped.length }, new Date());
}
