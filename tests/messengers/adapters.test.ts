// Every adapter reads its reconstructions right, and when their page changes it says so rather than name another.
import { expect, test } from "vitest";
import { adapterFor, adapters } from "../../src/messengers";
import { headerOf, load, reconstructions } from "./reconstruction";

test.each(reconstructions)("%s is read right", (name) => {
	const { header, page, target } = load(name);
	const adapter = adapterFor(page);
	expect(adapter.id).toBe(header.adapter);
	const { untold, ...expected } = header.expect;
	expect(adapter.conversation(target, page)).toMatchObject(
		untold === undefined
			? { status: "known", messenger: adapter.id, ...expected }
			: { status: "untold", messenger: adapter.id, reason: untold },
	);
});

test("every adapter has a reconstruction", () => {
	const read = new Set(reconstructions.map((name) => headerOf(name).adapter));
	expect(adapters.map((adapter) => adapter.id).filter((id) => !read.has(id))).toEqual([]);
});
