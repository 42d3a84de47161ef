// The last resort, when the guard itself cannot be asked: the browser's own question, which a page can neither see nor answer.
import type { Guarding } from "../core/guarding";
import type { Reading, ToRead } from "../core/page-line";
import { isAlive } from "./extension-api";
import type { HeldFiles } from "./held-files";
import { sentence } from "./unchecked-sentences";

/** `hold`: asks whether to hand over the files as they are; without a yes nothing is attached. `release`: does, and says so. */
export async function letGoUnchecked(held: HeldFiles, settings: Guarding): Promise<void> {
	const names = namesOf(held.files);
	if (!mayGo(names, settings)) held.cancel();
	else if (await giveBack(held)) tellUnchecked(names, settings);
}

/** The same for what a page reads by a promise, where we cannot read it in its place. */
export function leaveUnread(toRead: ToRead, settings: Guarding): Reading {
	const names = namesToRead(toRead);
	if (!mayGo(names, settings)) return { status: "cancelled" };
	tellUnchecked(names, settings);
	return { status: "left" };
}

/** Hands files over as they came. @returns whether the page has taken them. */
export async function giveBack(held: HeldFiles): Promise<boolean> {
	try {
		return await held.release(held.files, () => true);
	} catch {
		sayNotAttached(held.files);
		return false;
	}
}

/** Says that the page did not take the files: nothing was attached, nothing is lost. */
export function sayNotAttached(files: readonly File[]): void {
	window.alert(sentence("notAttached", namesOf(files)));
}

function mayGo(names: readonly string[], { whenGuardFails }: Guarding): boolean {
	return whenGuardFails === "release" || window.confirm(sentence(isAlive() ? "guardFailed" : "guardGone", names));
}

function tellUnchecked(names: readonly string[], { whenGuardFails }: Guarding): void {
	if (whenGuardFails === "release") window.alert(sentence("attachedUnchecked", names));
}

/** What is on the clipboard has the name that browsers give a pasted picture. */
function namesToRead(toRead: ToRead): string[] {
	if (toRead.what === "clipboard") return ["image.png"];
	return namesOf(toRead.what === "file" ? [toRead.handle] : toRead.handles);
}

function namesOf(named: readonly { name: string }[]): string[] {
	return named.map(({ name }) => name);
}
