// A Worker that never answers: it is told to stop, then ended, and the file is said to be unchecked; nothing else waits for it.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { createExaminer } from "../../src/guard/examine";

const heard: unknown[] = [];
let ended = 0;

/** The browser's own class, of a script that hangs. */
class SilentWorker extends EventTarget {
	postMessage(message: unknown): void {
		heard.push(message);
	}
	terminate(): void {
		ended++;
	}
}

beforeEach(() => {
	heard.length = 0;
	ended = 0;
	vi.useFakeTimers();
	vi.stubGlobal("Worker", SilentWorker);
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test("a file in a Worker that says nothing is given up after a minute, and the next one gets a Worker of its own", async () => {
	const examiner = createExaminer();
	const file = new File(["x"], "photo.jpg");
	const examined = examiner.examine(file, keepNothing, new AbortController().signal);
	let answered = false;
	examined.then(() => {
		answered = true;
	});
	await vi.advanceTimersByTimeAsync(60_000);
	expect(heard).toMatchObject([{ type: "examine" }, { type: "stop" }]);
	expect(answered).toBe(false);
	await vi.advanceTimersByTimeAsync(2_000);
	expect(await examined).toMatchObject({ status: "as-is-only", inspection: { status: "failed", reason: "stopped" } });
	expect(ended).toBe(1);

	examiner.examine(file, keepNothing, new AbortController().signal);
	expect(heard.at(-1)).toMatchObject({ type: "examine", file });
});

test("a file that is begun anew, because the one beside it hung, has a whole minute again", async () => {
	const examiner = createExaminer();
	const stop = new AbortController();
	examiner.examine(new File(["x"], "hangs.jpg"), keepNothing, stop.signal);
	const beside = examiner.examine(new File(["y"], "beside.jpg"), keepNothing, new AbortController().signal);
	let answered = false;
	beside.then(() => {
		answered = true;
	});
	await vi.advanceTimersByTimeAsync(50_000);
	stop.abort();
	await vi.advanceTimersByTimeAsync(2_000);
	expect(ended).toBe(1);
	heard.length = 0;
	await vi.advanceTimersByTimeAsync(59_000);
	expect(heard).toEqual([]);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(heard).toMatchObject([{ type: "stop" }]);
	expect(answered).toBe(false);
	await vi.advanceTimersByTimeAsync(2_000);
	expect(await beside).toMatchObject({ status: "as-is-only", reason: "stopped" });
});

test("two pictures that are never compared leave what was found as it was", async () => {
	const inspection = { status: "found", format: "jpeg", strippable: true, findings: [] } as const;
	const compared = createExaminer().compare(new File(["x"], "photo.jpg"), inspection);
	await vi.advanceTimersByTimeAsync(5_000);
	expect(await compared).toBe(inspection);
});
