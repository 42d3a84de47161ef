// What is asked, and when: the question comes once files are inspected, and an answer that is early waits for what goes
// out. What nobody has seen is never answered.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "../english-words";
import type { Finding } from "../../src/core/finding";
import type { Inspection } from "../../src/core/inspection";
import { createExaminer, type ExamineAnswer, type Examined, type ExamineRequest } from "../../src/guard/examine";
import { type Decided, decide, type Question } from "../../src/guard/flow";

type Asked = ExamineRequest & { type: "examine" };

let requests: ExamineRequest[] = [];
let say: (answer: ExamineAnswer) => void;

/** The browser's own class: what the script in it says is said by the test. */
class SpokenForWorker extends EventTarget {
	constructor() {
		super();
		say = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
	}
	postMessage(request: ExamineRequest): void {
		requests.push(request);
		if (request.type === "compare") say({ type: "compared", id: request.id, inspection: { ...request.inspection } });
		if (request.type === "stop") say({ type: "examined", id: request.id, examined: asIsOnly("stopped") });
	}
	terminate(): void {}
}

beforeEach(() => {
	requests = [];
	vi.stubGlobal("Worker", SpokenForWorker);
});
afterEach(() => vi.unstubAllGlobals());

const time: Finding = { kind: "time", severity: "high", source: "Exif", tag: "T", value: "1999", choice: "time" };
const inspection: Inspection = { status: "found", format: "jpeg", strippable: true, findings: [time] };
/** Little enough to be stripped without a question. */
const little: Inspection = { ...inspection, findings: [{ ...time, severity: "low" }] };

function ready(of: Inspection = inspection, kept: readonly Finding[] = []): Examined {
	const stripped = new File(["stripped"], "stripped.jpg");
	return { inspection: of, status: "ready", stripped, pieces: [], kept };
}

function asIsOnly(reason: "not-proven" | "stopped", of: Inspection = inspection): Examined {
	return { inspection: of, status: "as-is-only", reason };
}

/** An attachment of so many files, each of which the Worker has been asked for. */
async function begun(count = 1) {
	const files = Array.from({ length: count }, (_, index) => new File(["original"], `${index}.jpg`));
	const questions: Question[] = [];
	const ends: Decided[] = [];
	const attachment = {
		id: "one",
		way: "pick",
		files,
		conversation: { status: "untold", messenger: "chat", reason: "no-conversation-open" },
		messengerName: "Chat",
		gate: "attach",
		written: { text: "", subject: "" },
		opened: {},
		origin: "https://chat.example",
	} as const;
	decide(attachment, createExaminer(), (question) => questions.push(question)).then((end) => ends.push(end));
	const asked = () => requests.filter((one): one is Asked => one.type === "examine");
	await vi.waitFor(() => expect(asked()).toHaveLength(count));
	const last = () => questions.at(-1) ?? expect.fail("nothing was asked");
	return {
		asked,
		shown: questions,
		/** The question on the screen, once it is as expected. */
		once: (stage: Question["stage"], ...statuses: string[]) =>
			vi.waitFor(() => {
				expect(last().stage).toBe(stage);
				if (statuses.length > 0) expect(last().rows.map(({ examined }) => examined.status)).toEqual(statuses);
				return last();
			}),
		inspected: (file: number, of = inspection) =>
			say({ type: "news", id: asked()[file]?.id ?? 0, news: { type: "inspected", inspection: of } }),
		examined: (file: number, examined: Examined) => say({ type: "examined", id: asked()[file]?.id ?? 0, examined }),
		keepTime: () => last().change({ ...last().choices, keep: { ...last().choices.keep, time: true } }),
		ends,
		end: () => vi.waitFor(() => ends[0] ?? expect.fail("nothing was decided")),
		/** What each released file holds. */
		async released() {
			const { decision } = await vi.waitFor(() => ends[0] ?? expect.fail("nothing was decided"));
			if (decision.action === "cancel") return "nothing";
			return Promise.all(decision.files.map((file) => file?.text()));
		},
	};
}

/** Longer than anything in the guard waits before it shows something. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 800));

test("it is asked as soon as all is known, and Strip waits for the stripped file", async () => {
	const { once, inspected, examined, ends, end, released } = await begun();
	inspected(0);
	const question = await once("asking", "inspected");
	expect(question.rows[0]?.examined).toMatchObject({ inspection });
	question.answer("strip");
	await once("making");
	expect(ends).toEqual([]);
	examined(0, ready());
	expect((await end()).by).toEqual({ way: "asked", action: "strip" });
	expect(await released()).toEqual(["stripped"]);
});

test("who waits can cancel it, and change nothing any more", async () => {
	const { once, inspected, asked, keepTime, shown, released } = await begun();
	inspected(0);
	(await once("asking")).answer("strip");
	const waiting = await once("making");
	waiting.choose(0, "original");
	keepTime();
	expect(asked()).toHaveLength(1);
	expect(waiting.rows[0]?.goes).toBe("stripped");
	waiting.answer("cancel");
	expect(await released()).toBe("nothing");
	const before = shown.length;
	await settle();
	expect(shown).toHaveLength(before);
});

test("a file that can't be stripped after all goes nowhere by an answer that came before", async () => {
	const { once, inspected, examined, ends } = await begun();
	inspected(0);
	(await once("asking")).answer("strip");
	await once("making");
	examined(0, asIsOnly("not-proven"));
	expect((await once("asking", "as-is-only")).rows[0]?.examined).toMatchObject({ inspection, reason: "not-proven" });
	expect(ends).toEqual([]);
});

test("nor does one in which more stays than was said", async () => {
	const { once, inspected, examined, ends, released } = await begun();
	inspected(0);
	(await once("asking")).answer("strip");
	await once("making");
	const screen: Finding = {
		kind: "device",
		severity: "low",
		source: "ICC",
		tag: "Screen",
		value: "Anna's",
		stays: true,
	};
	examined(0, ready(inspection, [screen]));
	const again = await once("asking", "ready");
	expect(ends).toEqual([]);
	again.answer("strip");
	expect(await released()).toEqual(["stripped"]);
});

test("what stays by choice may read otherwise once it is made", async () => {
	const { once, inspected, examined, end } = await begun();
	inspected(0);
	(await once("asking")).answer("strip");
	await once("making");
	examined(0, ready(inspection, [{ ...time, value: "a year" }]));
	expect((await end()).by).toEqual({ way: "asked", action: "strip" });
});

test("nor by one that comes before anybody can have seen it", async () => {
	const { once, inspected, examined, ends, released } = await begun(2);
	inspected(0);
	inspected(1);
	await once("asking", "inspected", "inspected");
	const seen = await once("asking");
	examined(0, asIsOnly("not-proven"));
	// Known by now, and drawn only some tens of ms later.
	await new Promise((resolve) => setTimeout(resolve));
	seen.answer("strip");
	const again = await once("asking", "as-is-only", "inspected");
	examined(1, ready());
	await settle();
	expect(ends).toEqual([]);
	again.answer("strip");
	expect(await released()).toEqual(["original", "stripped"]);
});

test("for what does not go stripped nobody waits", async () => {
	const { once, inspected, examined, released } = await begun(2);
	inspected(0);
	inspected(1);
	(await once("asking", "inspected", "inspected")).choose(1, "left-out");
	examined(0, ready());
	(await once("asking", "ready", "inspected")).answer("strip");
	expect(await released()).toEqual(["stripped", undefined]);
});

test("after another choice the first round is stopped, and what it made goes nowhere", async () => {
	const { once, inspected, examined, asked, keepTime, ends, released } = await begun(8);
	for (let file = 0; file < 8; file++) inspected(file);
	await once("asking");
	keepTime();
	await vi.waitFor(() => expect(asked()).toHaveLength(16));
	expect(asked().map(({ keep }) => keep.time)).toEqual([...Array(8).fill(false), ...Array(8).fill(true)]);
	(await once("asking")).answer("strip");
	await once("making");
	examined(0, ready());
	await settle();
	expect(ends).toEqual([]);
	for (let file = 8; file < 16; file++) examined(file, ready());
	expect(await released()).toEqual(Array(8).fill("stripped"));
});

test("what was asked once is never answered by itself", async () => {
	const { once, inspected, examined, asked, keepTime, end, released } = await begun(2);
	examined(0, asIsOnly("not-proven", little));
	inspected(1, little);
	await once("asking", "as-is-only", "inspected");
	keepTime();
	await vi.waitFor(() => expect(asked()).toHaveLength(4));
	examined(2, ready(little));
	(await once("asking", "ready", "inspected")).answer("strip");
	await once("making");
	examined(1, ready(little));
	await settle();
	examined(3, ready(little));
	expect((await end()).by).toEqual({ way: "asked", action: "strip" });
	expect(await released()).toEqual(["stripped", "stripped"]);
});

test("a Worker that dies while it strips is said, and what it had read stays on the screen", async () => {
	const { once, inspected, examined, asked, keepTime } = await begun();
	inspected(0);
	await once("asking");
	examined(0, {
		inspection: { status: "failed", format: "unknown", reason: "internal" },
		status: "as-is-only",
		reason: "internal",
	});
	expect((await once("asking", "as-is-only")).rows[0]?.examined).toMatchObject({ inspection, reason: "internal" });
	keepTime();
	await vi.waitFor(() => expect(asked()).toHaveLength(2));
	await once("asking", "inspected");
	examined(1, ready());
	await once("asking", "ready");
});
