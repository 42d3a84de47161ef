// What a frame inside a page does where those it asks are silent, refuse, or answer too late.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createGuardOfTopFrame } from "../../src/content/guard-of-top-frame";
import type { Attachment, Decision } from "../../src/core/attachment";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** The browser's messages, as far as they are needed here. @param answer - what the background says to `decide`. */
function background(answer: () => Promise<unknown>): { outcomes: unknown[] } {
	const outcomes: unknown[] = [];
	const sendMessage = async (message: { type: string }) => {
		if (message.type === "decide") return answer();
		outcomes.push(message);
	};
	vi.stubGlobal("chrome", { runtime: { id: "ours", sendMessage } });
	return { outcomes };
}

const attachment: Attachment = {
	id: "one",
	way: "pick",
	files: [new File(["a"], "a.txt")],
	conversation: { status: "untold", messenger: "any", reason: "no-conversation-open" },
	messengerName: "example.com",
	gate: "attach",
	written: { text: "", subject: "" },
	opened: {},
	origin: "https://example.com",
};
const release: Decision = { action: "release", files: attachment.files };
const silence = () => new Promise<never>(() => {});

test.each([
	["says nothing", silence],
	["refuses", async () => false],
	["cannot be reached", () => Promise.reject(new Error("Could not establish connection"))],
])("a background that %s: the guard is unavailable, and what it decides later reaches nobody", async (_how, answer) => {
	const { outcomes } = background(answer);
	const guard = createGuardOfTopFrame();
	const decision = guard.decide(attachment);
	await vi.advanceTimersByTimeAsync(30_000);
	expect(await decision).toEqual({ action: "unavailable" });
	guard.decided("one", release);
	expect(outcomes).toEqual([{ type: "outcome", id: "one", outcome: "given-up" }]);
});

test("who has accepted may take as long as the person does", async () => {
	const { outcomes } = background(async () => true);
	const guard = createGuardOfTopFrame();
	const settled = vi.fn();
	const decision = guard.decide(attachment).then(settled);
	await vi.advanceTimersByTimeAsync(30 * 60_000);
	expect(settled).not.toHaveBeenCalled();
	guard.decided("one", release);
	await decision;
	expect(settled).toHaveBeenCalledWith(release);
	expect(outcomes).toEqual([]);
});
