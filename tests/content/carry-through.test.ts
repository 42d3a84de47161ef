// The last hop: what was decided for one conversation does not reach the page while another one is open.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { carryThrough } from "../../src/content/carry-through";
import type { Answer, Guard } from "../../src/content/guard";
import type { Attachment, Outcome } from "../../src/core/attachment";
import type { Conversation } from "../../src/core/conversation";
import { defaultGuarding } from "../../src/core/guarding";

beforeEach(() => vi.stubGlobal("location", { origin: "https://chat.example" }));
afterEach(() => vi.unstubAllGlobals());

const receiver = {} as Element;
const original = new File(["original"], "photo.jpg");
const stripped = new File(["stripped"], "photo.jpg");
const release: Answer = { action: "release", files: [stripped] };

const chat = (id: string): Conversation => ({
	status: "known",
	messenger: "any",
	id,
	keyedBy: "name",
	title: id,
	kind: "direct",
	recipients: [{ name: id }],
	isSelf: false,
	security: "unknown",
	sendsAs: "unknown",
});
const anna = chat("Anna");
const ben = chat("Ben");
const closed: Conversation = { status: "untold", messenger: "any", reason: "no-conversation-open" };

/** A page in which Anna's chat is open. */
function page(...answers: (() => Answer)[]) {
	let open: Conversation = anna;
	let minting = () => {};
	const asked: Attachment[] = [];
	const outcomes: Outcome[] = [];
	const given: (File | undefined)[][] = [];
	const released: Attachment[] = [];
	const guard: Guard = {
		async decide(attachment) {
			asked.push(attachment);
			return answers[asked.length - 1]?.() ?? { action: "cancel" };
		},
		outcome: (_id, outcome) => outcomes.push(outcome),
		warm() {},
		abandon() {},
	};
	/** @param came - what was open when the files came, if more had to be found out since. */
	const carry = (came?: Conversation) =>
		carryThrough(
			{
				way: "pick",
				files: [original],
				...(came && { conversation: came }),
				receiver: () => receiver,
				async release(files, mayGo) {
					await Promise.resolve();
					minting();
					if (!mayGo()) return false;
					given.push([...files]);
					return true;
				},
				cancel: () => given.push([]),
			},
			guard,
			{ messengerName: () => "any", conversationOf: () => open, openedHow: () => ({}) },
			() => ({ text: "", subject: "" }),
			() => defaultGuarding,
			(attachment) => released.push(attachment),
		);
	return {
		show: (conversation: Conversation) => {
			open = conversation;
		},
		/** Happens when all is ready, just before the page gets its files. */
		whileMinting: (act: () => void) => {
			minting = act;
		},
		carry,
		asked,
		outcomes,
		given,
		released,
	};
}

test("a conversation that stays gets what was decided, once", async () => {
	const one = page(() => release);
	await one.carry();
	expect([one.given, one.outcomes]).toEqual([[[stripped]], ["released"]]);
	expect(one.released).toMatchObject([{ conversation: anna, files: [stripped] }]);
	expect(one.asked).toHaveLength(1);
	expect(one.asked[0]).not.toHaveProperty("changedFrom");
});

test.each([
	["another", ben],
	["none", closed],
])("%s that opens between the answer and the page gets nothing unasked", async (_which, other) => {
	const one = page(
		() => release,
		() => ({ action: "cancel" }),
	);
	one.whileMinting(() => one.show(other));
	await one.carry();
	expect(one.asked).toMatchObject([{ conversation: anna }, { conversation: other, changedFrom: anna }]);
	expect([one.given, one.outcomes, one.released]).toEqual([[[]], ["given-up", "given-up"], []]);
});

test("a yes to the second question is for the second conversation, and does not hold for a third", async () => {
	const one = page(
		() => release,
		() => release,
		() => release,
	);
	const opens = [ben, closed];
	one.whileMinting(() => one.show(opens.shift() ?? closed));
	await one.carry();
	expect(one.asked).toMatchObject([{}, { conversation: ben, changedFrom: anna }, { changedFrom: ben }]);
	expect(one.outcomes).toEqual(["given-up", "given-up", "released"]);
	expect(one.released).toMatchObject([{ conversation: closed }]);
	expect(one.given).toEqual([[stripped]]);
});

test("a conversation that changed while the files were read is told with the first question", async () => {
	const one = page(() => release);
	await one.carry(ben);
	expect(one.asked).toMatchObject([{ conversation: anna, changedFrom: ben }]);
});
