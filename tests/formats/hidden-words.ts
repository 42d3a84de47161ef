// What must become of somebody's words that were put into a clean file, wherever they stand in it.
import { expect } from "vitest";
import { inspectBytes, stripBytes, stripped } from "./checks";

type Bytes = Uint8Array<ArrayBuffer>;

/** A file that is not refused tells them, and what is called clean afterwards has them no more. */
export async function expectToldOrGone(file: Bytes, words: string | Uint8Array): Promise<void> {
	const includesWords = (some: Bytes) => Buffer.from(some).includes(Buffer.from(words));
	expect(includesWords(file)).toBe(true);
	const { status } = await stripBytes(file);
	if (status === "failed" || status === "unsupported") return;
	expect(await inspectBytes(file)).toMatchObject({ status: "found" });
	const result = await stripped(file);
	if ((await inspectBytes(result)).status === "clean") expect(includesWords(result)).toBe(false);
}
