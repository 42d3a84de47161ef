// The real messengers without the guard: what a person hands over arrives unchanged, so whatever differs later is ours.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { haveConverse, startConverse } from "../messengers-set-up/converse";
import type { Arrived, Messenger } from "../messengers-set-up/messenger";
import { haveTheLounge, startTheLounge } from "../messengers-set-up/the-lounge";
import { canGive, drop, pasteFiles, pick } from "./harness/give";
import { type Bench, launch } from "./harness/launch";
import { until } from "./harness/processes";

const MESSENGERS = [
	{
		name: "Converse",
		here: haveConverse(),
		start: startConverse,
		direct: { title: "Juliet Capulet", to: "juliet@localhost" },
		group: { title: "team", to: "team@conference.localhost" },
	},
	{
		name: "The Lounge",
		here: haveTheLounge(),
		start: startTheLounge,
		direct: { title: "carol", to: "carol" },
		group: { title: "#team", to: "#team" },
	},
] as const;

const browser = inject("browser");
const folder = mkdtempSync(join(tmpdir(), "last-look-messengers-"));
const note = join(folder, "note.txt");
const CONTENT = "a note of no interest\n";

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(MESSENGERS)("$name", ({ here, start, direct, group }) => {
	let bench: Bench;
	let messenger: Messenger;
	let page: Awaited<ReturnType<Bench["open"]>>;

	beforeAll(async () => {
		if (!here) return;
		writeFileSync(note, CONTENT);
		[bench, messenger] = await Promise.all([launch({ name: browser }), start()]);
		page = await bench.open("about:blank");
		await messenger.signIn(page);
	});
	afterAll(async () => {
		await bench?.close();
		await messenger?.stop();
	});

	test.skipIf(!here)("a picked file arrives", async () => {
		const { button } = await messenger.open(page, direct.title);
		await expectArrival(direct.to, () => pick(page, () => page.click(button), [note]));
	});
	test.skipIf(!here || !canGive(browser, "drop"))("a dropped file arrives", async () => {
		const { dropZone } = await messenger.open(page, group.title);
		await expectArrival(group.to, () => drop(bench, page, dropZone, [note]));
	});
	test.skipIf(!here || !canGive(browser, "paste"))("a pasted file arrives", async () => {
		const { composer } = await messenger.open(page, direct.title);
		await expectArrival(direct.to, () => pasteFiles(bench, page, composer, [note]));
	});

	async function expectArrival(to: string, give: () => Promise<void>) {
		const before = (await messenger.arrived()).length;
		await give();
		await messenger.send(page);
		const arrived = await until<Arrived>("the file at the other end", async () => (await messenger.arrived())[before]);
		expect(arrived).toMatchObject({ to, name: "note.txt" });
		expect(arrived.bytes.toString()).toBe(CONTENT);
	}
});
