// What a page reads by a promise: asked about once, remembered for the handle, and never more than was decided.
import { afterEach, expect, test, vi } from "vitest";
import type { HeldFiles, Holder } from "../../src/content/held-files";
import { createReader } from "../../src/content/hold-promised";
import type { ReleasedFiles } from "../../src/core/attachment";
import type { Reading } from "../../src/core/page-line";

afterEach(() => vi.unstubAllGlobals());

const onDisk = (name: string, text = "original") => new File([text], name, { type: "image/png", lastModified: 1 });
const stripped = ({ name }: File) => new File(["stripped"], name, { type: "image/png", lastModified: 1 });

/** A handle as the browser gives it, of what lies on disk now. */
class Handle {
	readonly kind = "file";
	readonly name: string;
	constructor(
		readonly getFile: () => Promise<File>,
		readonly own: boolean,
		name: string,
	) {
		this.name = name;
	}
	async isSameEntry(other: unknown) {
		return other === this;
	}
}

const handleOf = (file: () => File, own = false): FileSystemFileHandle =>
	new Handle(async () => file(), own, file().name) as never;

/** The browser's clipboard and storage, and a guard that answers each hold by `decide`. */
function open(decide: (files: readonly File[]) => ReleasedFiles | undefined, clipboard: unknown[] = []) {
	vi.stubGlobal("FileSystemFileHandle", Handle);
	vi.stubGlobal("document", { activeElement: { shadowRoot: null }, body: {} });
	vi.stubGlobal("navigator", {
		clipboard: { read: async () => clipboard },
		storage: { getDirectory: async () => ({ resolve: async ({ own }: { own: boolean }) => (own ? ["own"] : null) }) },
	});
	const held: HeldFiles[] = [];
	const holder: Holder = {
		conversationOf: () => ({ status: "untold", messenger: "any", reason: "no-conversation-open" }),
		isGuarded: () => true,
		async hold(one) {
			held.push(one);
			const released = decide(one.files);
			if (released) await one.release(released, () => true);
			else one.cancel();
		},
	};
	return { read: createReader(holder), held };
}

const textOf = async (reading: Reading) => (reading.status === "file" ? reading.file.text() : reading.status);

test("a handle is asked about once, and a file that has changed on disk anew", async () => {
	let now = onDisk("a.png");
	const handle = handleOf(() => now);
	const { read, held } = open((files) => files.map(stripped));
	for (let times = 0; times < 3; times++) expect(await textOf(await read({ what: "file", handle }))).toBe("stripped");
	expect(held).toHaveLength(1);
	now = onDisk("a.png", "something longer");
	expect(await textOf(await read({ what: "file", handle }))).toBe("stripped");
	expect(held).toHaveLength(2);
});

test("a no is a no, and is asked about again when the page reads again", async () => {
	const { read, held } = open(() => undefined);
	const handle = handleOf(() => onDisk("a.png"));
	expect(await read({ what: "file", handle })).toEqual({ status: "cancelled" });
	expect(await read({ what: "file", handle })).toEqual({ status: "cancelled" });
	expect(held).toHaveLength(2);
});

test("what was picked together is asked about together; what was left out is held when the page reads it", async () => {
	const files = [onDisk("a.png"), onDisk("b.png")] as const;
	const handles = files.map((file) => handleOf(() => file));
	const { read, held } = open((all) => (all.length === 2 ? [undefined, stripped(files[1])] : undefined));
	expect(await read({ what: "picked", handles })).toEqual({ status: "decided" });
	expect(held.map((one) => one.files.map(({ name }) => name))).toEqual([["a.png", "b.png"]]);
	const [left, gone] = await Promise.all(
		handles.map((handle) => read({ what: "file", handle }).then((reading) => textOf(reading))),
	);
	expect([left, gone]).toEqual(["cancelled", "stripped"]);
});

test("files in the page's own storage are the page's own", async () => {
	const { read, held } = open(() => undefined);
	expect(await textOf(await read({ what: "file", handle: handleOf(() => onDisk("a.png"), true) }))).toBe("original");
	expect(held).toEqual([]);
});

test("what a page was given it is not given again, and not for another conversation", async () => {
	const { read, held } = open(() => undefined);
	const reading = read({ what: "file", handle: handleOf(() => onDisk("a.png")) });
	await reading;
	const [one] = held;
	expect(await one?.release([onDisk("a.png")], () => false)).toBe(false);
	expect(await one?.release([onDisk("a.png")], () => true)).toBe(true);
	expect(await one?.release([onDisk("a.png")], () => true)).toBe(false);
});

test("of the clipboard pictures are held, text is not, and what is left out is not there", async () => {
	const item = (blobs: Record<string, Blob>) => ({
		types: Object.keys(blobs),
		getType: async (type: string) => blobs[type],
	});
	const text = new Blob(["look"], { type: "text/plain" });
	const picture = new Blob(["original"], { type: "image/png" });
	const clipboard = [item({ "text/plain": text, "image/png": picture }), item({ "text/plain": text })];
	const { read, held } = open((files) => files.map(stripped), clipboard);
	const reading = await read({ what: "clipboard" });
	if (reading.status !== "clipboard") throw new Error(reading.status);
	expect(reading.items.map((each) => Object.keys(each))).toEqual([["text/plain", "image/png"], ["text/plain"]]);
	expect(await reading.items[0]?.["image/png"]?.text()).toBe("stripped");
	expect(held.map((one) => [one.way, ...one.files.map(({ name }) => name)])).toEqual([["paste", "image.png"]]);

	const leaving = open(() => [undefined], clipboard);
	const without = await leaving.read({ what: "clipboard" });
	expect(without).toEqual({ status: "clipboard", items: [{ "text/plain": text }, { "text/plain": text }] });
});

test("a browser that refuses is quoted, and anything else says no more than that it failed", async () => {
	const { read } = open(() => undefined);
	const failing = (error: unknown) => new Handle(() => Promise.reject(error), false, "a.png") as never;
	const gone = new DOMException("gone", "NotFoundError");
	expect(await read({ what: "file", handle: failing(gone) })).toEqual({
		status: "refused",
		name: "NotFoundError",
		message: "gone",
	});
	expect(await read({ what: "file", handle: failing(new Error("C:\\secret")) })).toMatchObject({
		name: "NotReadableError",
		message: expect.not.stringContaining("secret"),
	});
});
