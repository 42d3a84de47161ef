// What is asked, and when: the question comes once files are inspected, and an answer that is early waits for what goes out.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "../english-words";
import type { Attachment } from "../../src/core/attachment";
import type { Finding } from "../../src/core/finding";
import type { Inspection } from "../../src/core/inspection";
import { createExaminer, type ExamineAnswer, type ExamineRequest } from "../../src/guard/examine";
import { decide, type Question } from "../../src/guard/flow";

const asked: (ExamineRequest & { type: "examine" })[] = [];
let say: (answer: ExamineAnswer) => void;

/** The browser's own class: what the script in it says is said by the test. */
class SpokenForWorker extends EventTarget {
	constructor() {
		super();
		say = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
	}
	postMessage(request: ExamineRequest): void {
		if (request.type === "examine") asked.push(request);
		if (request.type === "compare") say({ type: "compared", id: request.id, inspection: { ...request.inspection } });
	}
	terminate(): void {}
}

beforeEach(() => {
	asked.length = 0;
	vi.stubGlobal("Worker", SpokenForWorker);
});
afterEach(() => vi.unstubAllGlobals());

const photo = new File(["photo"], "photo.jpg");
const strippedPhoto = new File(["ph"], "photo.jpg");
const place: Finding = {
	kind: "location",
	severity: "high",
	source: "Exif",
	tag: "GPS",
	value: "Kreuzberg",
};
const inspection: Inspection = { status: "found", format: "jpeg", strippable: true, findings: [place] };

function attachment(): Attachment {
	return {
		id: "one",
		way: "pick",
		files: [photo],
		conversation: { status: "untold", messenger: "chat", reason: "no-conversation-open" },
		messengerName: "Chat",
		gate: "attach",
		written: { text: "", subject: "" },
		opened: {},
		origin: "https://chat.example",
	};
}

async function begun() {
	const questions: Question[] = [];
	const decided = vi.fn();
	decide(attachment(), createExaminer(), (question) => questions.push(question)).then(decided);
	await vi.waitFor(() => expect(asked).toHaveLength(1));
	const id = () => asked.at(-1)?.id ?? 0;
	return {
		decided,
		shown: async (holds: (question: Question) => void) => {
			await vi.waitFor(() => holds(questions.at(-1) ?? expect.fail("nothing was asked")));
			return questions.at(-1) ?? expect.fail("nothing was asked");
		},
		inspected: () => say({ type: "news", id: id(), news: { type: "inspected", inspection } }),
		ready: (of = id()) =>
			say({
				type: "examined",
				id: of,
				examined: { inspection, status: "ready", stripped: strippedPhoto, pieces: [], kept: [] },
			}),
		notProven: () =>
			say({ type: "examined", id: id(), examined: { inspection, status: "as-is-only", reason: "not-proven" } }),
	};
}

const asking = ({ stage }: Question) => expect(stage).toBe("asking");
const idle = ({ stage, isBusy }: Question) => expect({ stage, isBusy }).toEqual({ stage: "asking", isBusy: false });

test("it is asked as soon as all is known, and Strip waits for the stripped file", async () => {
	const { decided, shown, inspected, ready } = await begun();
	inspected();
	const question = await shown(asking);
	expect(question.rows).toMatchObject([{ examined: { status: "inspected", inspection } }]);
	question.answer("strip");
	await shown(({ isBusy }) => expect(isBusy).toBe(true));
	expect(decided).not.toHaveBeenCalled();
	ready();
	await vi.waitFor(() => expect(decided).toHaveBeenCalled());
	const [{ decision, by }] = decided.mock.calls[0] ?? [];
	expect(by).toEqual({ way: "asked", action: "strip" });
	expect(decision.action).toBe("release");
	expect(await decision.files[0].text()).toBe("ph");
});

test("who has to wait sees that something is going on, and can cancel it", async () => {
	const { decided, shown, inspected } = await begun();
	inspected();
	(await shown(asking)).answer("strip");
	const waiting = await shown(({ stage }) => expect(stage).toBe("looking"));
	waiting.answer("cancel");
	await vi.waitFor(() => expect(decided).toHaveBeenCalled());
	expect(decided.mock.calls[0]?.[0]).toMatchObject({ decision: { action: "cancel" } });
});

test("a file that can't be stripped after all goes nowhere by an answer that came before", async () => {
	const { decided, shown, inspected, notProven } = await begun();
	inspected();
	(await shown(asking)).answer("strip");
	await shown(({ isBusy }) => expect(isBusy).toBe(true));
	notProven();
	const again = await shown(idle);
	expect(again.rows).toMatchObject([{ examined: { status: "as-is-only", reason: "not-proven", inspection } }]);
	expect(decided).not.toHaveBeenCalled();
});

test("after another choice what the first one made goes nowhere", async () => {
	const { decided, shown, inspected, ready } = await begun();
	const [first] = asked;
	inspected();
	const question = await shown(asking);
	question.change({ ...question.choices, keep: { ...question.choices.keep, time: true } });
	expect(asked).toMatchObject([{ keep: { time: false } }, { keep: { time: true } }]);
	(await shown(asking)).answer("strip");
	ready(first?.id);
	await shown(({ isBusy }) => expect(isBusy).toBe(true));
	expect(decided).not.toHaveBeenCalled();
	ready();
	await vi.waitFor(() => expect(decided).toHaveBeenCalledOnce());
});
