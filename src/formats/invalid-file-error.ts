// The one error that format code throws; `index.ts` is the one place that catches it.
import type { Reason } from "../core/inspection";

export class InvalidFileError extends Error {
	override readonly name = "InvalidFileError";
	constructor(
		/** What to tell the person. */
		readonly reason: Reason,
		/** What was wrong and where, for a developer: never shown, never stored. */
		message: string,
	) {
		super(message);
	}
}
