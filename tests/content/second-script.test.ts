// The second script is asked for again where it could not be loaded: one message that is lost is no end of the guard.
import { afterEach, expect, test, vi } from "vitest";
import { secondScript } from "../../src/content/second-script";

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	globalThis.lastLookSecondPart = undefined;
});

/** The browser's messages, as far as they are needed here. */
function answering(...answers: (() => Promise<void>)[]): { asked: () => number } {
	const sendMessage = vi.fn(() => answers.shift()?.() ?? Promise.resolve());
	vi.stubGlobal("chrome", { runtime: { sendMessage } });
	return { asked: () => sendMessage.mock.calls.length };
}

const lost = () => Promise.reject(new Error("The message channel closed before a response was received"));
const refused = () => Promise.resolve();
const loads = () => {
	globalThis.lastLookSecondPart?.(() => second);
	return Promise.resolve();
};
const second = {} as ReturnType<NonNullable<Parameters<NonNullable<typeof globalThis.lastLookSecondPart>>[0]>>;

test("a lost message and a refusal are no answers for good", async () => {
	const background = answering(lost, refused, loads);
	const isThere = vi.fn();
	const script = secondScript(() => ({}) as never, isThere);
	await expect(script.load()).rejects.toThrow("closed");
	await expect(script.load()).rejects.toThrow("not loaded");
	expect(script.loaded()).toBeUndefined();
	expect(await script.load()).toBe(second);
	expect(await script.load()).toBe(second);
	expect(script.loaded()).toBe(second);
	expect([background.asked(), isThere.mock.calls.length]).toEqual([3, 1]);
});

test("two that want it at once ask once", async () => {
	const background = answering(loads);
	const script = secondScript(() => ({}) as never, vi.fn());
	expect(await Promise.all([script.load(), script.load()])).toEqual([second, second]);
	expect(background.asked()).toBe(1);
});

test("a message that nobody answers ends, and the next one may be heard", async () => {
	vi.useFakeTimers();
	const background = answering(() => new Promise(() => {}), loads);
	const script = secondScript(() => ({}) as never, vi.fn());
	const ended = expect(script.load()).rejects.toThrow("no answer");
	await vi.runAllTimersAsync();
	await ended;
	expect(await script.load()).toBe(second);
	expect(background.asked()).toBe(2);
});
