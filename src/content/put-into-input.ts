// Puts files into an `<input type=file>` as a pick does: set, then `input`, then `change`.
import type { ReleasedFiles } from "../core/attachment";
import type { PageLine } from "./page-line";
import { isFileInput } from "./realms";
import { withPaths } from "./with-paths";

/**
 * @param paths - of each file, in the same order: its place in a picked directory, or its name.
 * @param mayGo - asked when all is ready.
 * @returns whether they were put there.
 * @throws when the page's world does not answer.
 */
export async function putIntoInput(
	page: PageLine,
	input: HTMLInputElement,
	released: ReleasedFiles,
	paths: readonly string[],
	mayGo: () => boolean,
): Promise<boolean> {
	const transfer = await page.mintTransfer({ ...withPaths(released, paths), strings: [], directories: "listed" });
	if (!mayGo()) return false;
	input.files = transfer.files;
	input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
	input.dispatchEvent(new Event("change", { bubbles: true }));
	return true;
}

/** A page may have drawn its composer anew meanwhile: then the one input that looks the same has taken its place. */
export function receiverOf(input: HTMLInputElement): HTMLInputElement {
	if (input.isConnected) return input;
	const alike = [...document.querySelectorAll("input")].filter(
		(other) =>
			isFileInput(other) &&
			other.id === input.id &&
			other.name === input.name &&
			other.className === input.className &&
			other.accept === input.accept,
	);
	return alike.length === 1 && alike[0] ? alike[0] : input;
}
