// Puts files into an `<input type=file>` as a pick does: set, then `input`, then `change`.
import type { ReleasedFiles } from "../core/attachment";
import type { PageLine } from "./page-line";
import { isFileInput } from "./realms";
import { withPaths } from "./with-paths";

/**
 * Where only one may be, it gets the first that goes.
 * @param receiver - asked again when all is ready: the page may have drawn it anew.
 * @param paths - of each file, in the same order: its place in a picked directory, or its name.
 * @param mayGo - asked in the same task in which they are put there.
 * @returns whether they were.
 * @throws when the page's world does not answer.
 */
export async function putIntoInput(
	page: PageLine,
	receiver: () => Element,
	released: ReleasedFiles,
	paths: readonly string[],
	mayGo: () => boolean,
): Promise<boolean> {
	const content = withPaths(released, paths);
	const transfer = await page.mintTransfer({
		...content,
		files: takesMany(receiver()) ? content.files : content.files.slice(0, 1),
		strings: [],
		directories: "listed",
	});
	const input = receiver();
	if (!mayGo() || !isFileInput(input)) return false;
	input.files = transfer.files;
	input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
	input.dispatchEvent(new Event("change", { bubbles: true }));
	return true;
}

function takesMany(input: Element): boolean {
	return !isFileInput(input) || input.multiple || input.webkitdirectory;
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
