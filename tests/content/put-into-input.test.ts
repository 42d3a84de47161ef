// What an input is filled with: as many files as it takes, the one that is there by then, and nothing where it may not.
import { expect, test } from "vitest";
import type { PageLine } from "../../src/content/page-line";
import { putIntoInput } from "../../src/content/put-into-input";
import type { TransferContent } from "../../src/core/page-line";

type Kind = { multiple?: boolean; webkitdirectory?: boolean };

/** As much of an input as is needed, and what it got. */
class FileInput extends EventTarget {
	readonly nodeType = 1;
	readonly ELEMENT_NODE = 1;
	readonly localName = "input";
	readonly type = "file";
	readonly multiple: boolean;
	readonly webkitdirectory: boolean;
	files: readonly File[] = [];
	readonly seen: string[] = [];
	constructor({ multiple = false, webkitdirectory = false }: Kind = {}) {
		super();
		this.multiple = multiple;
		this.webkitdirectory = webkitdirectory;
		for (const type of ["input", "change"])
			this.addEventListener(type, () => this.seen.push(`${type} ${this.files.map(({ name }) => name)}`));
	}
}

const [a, b] = [new File(["a"], "a.jpg"), new File(["b"], "b.jpg")];
const paths = ["a.jpg", "b.jpg"];

function page(minting = () => {}): { line: PageLine; minted: TransferContent[] } {
	const minted: TransferContent[] = [];
	const mintTransfer = async (content: TransferContent) => {
		minted.push(content);
		minting();
		return { files: content.files };
	};
	return { line: { mintTransfer } as never, minted };
}

const put = (line: PageLine, input: () => FileInput, files: (File | undefined)[], mayGo = () => true) =>
	putIntoInput(line, input as never, files, paths, mayGo);

test.each([
	["one that takes one", {}, [a, b], "a.jpg"],
	["one that takes one, the first is left out", {}, [undefined, b], "b.jpg"],
	["one that takes many", { multiple: true }, [a, b], "a.jpg,b.jpg"],
	["one that takes many, the first is left out", { multiple: true }, [undefined, b], "b.jpg"],
	["one that takes a folder", { webkitdirectory: true }, [a, b], "a.jpg,b.jpg"],
])("%s", async (_which, kind, files, names) => {
	const input = new FileInput(kind);
	expect(await put(page().line, () => input, files)).toBe(true);
	expect(input.seen).toEqual([`input ${names}`, `change ${names}`]);
});

test("one that the page draws anew meanwhile", async () => {
	const before = new FileInput();
	const after = new FileInput();
	let now = before;
	const { line } = page(() => {
		now = after;
	});
	expect(await put(line, () => now, [a])).toBe(true);
	expect([before.seen, after.seen]).toEqual([[], ["input a.jpg", "change a.jpg"]]);
});

test("one that may not have them by then", async () => {
	const input = new FileInput();
	const { line, minted } = page();
	expect(
		await put(
			line,
			() => input,
			[a],
			() => minted.length === 0,
		),
	).toBe(false);
	expect([input.seen, input.files]).toEqual([[], []]);
});
