// What the gate at Send asks about, on the messengers' own pages: who was added, by which keys, how often, and what stays.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answer, Guard } from "../../src/content/guard";
import { createSendGate } from "../../src/content/send-gate";
import type { Attachment } from "../../src/core/attachment";
import { adapterFor } from "../../src/messengers";
import { load } from "../messengers/reconstruction";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const composers = { gmail: "[role=textbox]", roundcube: "#composebody", telegram: ".input-message-input" };

test.each([
	["gmail-direct", composers.gmail],
	["roundcube-direct", composers.roundcube],
])("%s: a new line is no Send, and whoever is added after it is asked about", async (name, composer) => {
	const mail = open(name);
	mail.attach();
	expect(mail.key(composer, "Enter")).toBe(true);
	mail.add();
	expect(mail.key(composer, "Enter")).toBe(true);
	expect(mail.asked).toEqual([]);
	expect(mail.click(mail.send)).toBe(false);
	expect(mail.recipients()).toContain("mallory@example.com");
	await mail.answer({ action: "cancel" });
	expect(mail.key(composer, "Enter", { ctrlKey: true })).toBe(false);
	expect(mail.asked).toHaveLength(2);
});

test("Gmail: keys send too, on a Send that is no button and from the subject; the end of a swallowed press is swallowed", async () => {
	const mail = open("gmail-direct");
	mail.attach();
	mail.add();
	for (const press of [
		() => mail.key(mail.send, "Enter"),
		() => mail.key(mail.send, " "),
		() => mail.key("[name=subjectbox]", "Enter", { ctrlKey: true }),
		() => mail.key("[name=subjectbox]", "Enter", { metaKey: true }),
	]) {
		expect(press()).toBe(false);
		await mail.answer({ action: "cancel" });
	}
	mail.key(mail.send, " ");
	expect(mail.fire(mail.send, new mail.window.KeyboardEvent("keyup", { key: " ", ...bubbles }))).toBe(false);
	expect(mail.fire(mail.send, new mail.window.KeyboardEvent("keyup", { key: " ", ...bubbles }))).toBe(true);
	expect(mail.key("[name=subjectbox]", "Enter")).toBe(true);
});

test.each(["gmail-empty", "roundcube-empty"])(
	"%s: who is entered after attaching is asked about once",
	async (name) => {
		const mail = open(name);
		mail.attach("offer.pdf", "photo.jpg");
		mail.add();
		expect(mail.click(mail.send)).toBe(false);
		expect(mail.recipients()).toEqual(["mallory@example.com"]);
		expect(mail.asked.map(({ files }) => files.map((file) => file.name))).toEqual([["offer.pdf", "photo.jpg"]]);
		await mail.answer({ action: "release", files: [] });
		expect(mail.pressed).toBe(1);
		expect(mail.click(mail.send)).toBe(true);
		expect(mail.asked).toHaveLength(1);
	},
);

test("what only looks like Send forgets nothing, and a yes is for whom it named", async () => {
	const chat = open("telegram-k-direct");
	chat.attach();
	// An Enter that picks a mention, or begins a new line by a setting of the page.
	expect(chat.key(composers.telegram, "Enter")).toBe(true);
	vi.advanceTimersByTime(0);
	chat.rename("4242");
	expect(chat.click(chat.send)).toBe(false);
	await chat.answer({ action: "release", files: [] });
	vi.advanceTimersByTime(0);
	expect(chat.click(chat.send)).toBe(true);
	chat.rename("123456");
	expect(chat.click(chat.send)).toBe(false);
	expect(chat.asked).toHaveLength(2);
	expect(chat.outcomes).toHaveLength(1);
});

test("what was sent is forgotten, also where the page takes a while", () => {
	const chat = open("telegram-k-direct");
	chat.attach();
	chat.click(chat.send);
	vi.advanceTimersByTime(0);
	chat.page.querySelector(".chip")?.remove();
	chat.key(composers.telegram, "Enter");
	vi.advanceTimersByTime(0);
	chat.rename("4242");
	chat.chip("offer.pdf");
	expect(chat.click(chat.send)).toBe(true);
	expect(chat.asked).toEqual([]);
});

test("a double click and a key that is held are one press, and one yes sends once", async () => {
	const mail = open("gmail-direct");
	mail.attach();
	mail.add();
	expect([mail.click(mail.send), mail.click(mail.send), mail.key(mail.send, "Enter", { repeat: true })]).toEqual([
		false,
		false,
		false,
	]);
	expect(mail.asked).toHaveLength(1);
	await mail.answer({ action: "release", files: [] });
	expect(mail.pressed).toBe(1);
});

test("where asking fails, Send is pressed", async () => {
	const mail = open("gmail-direct");
	mail.attach();
	mail.add();
	expect(mail.click(mail.send)).toBe(false);
	await mail.fail();
	expect(mail.pressed).toBe(1);
	expect(mail.click(mail.send)).toBe(true);
});

const bubbles = { bubbles: true, cancelable: true, composed: true };

/** A reconstruction with the gate at work, what was asked by it, and how often the page's Send was pressed by it. */
function open(name: string) {
	const { page, target, send } = load(name);
	const window = page.defaultView;
	if (!window || !send) throw new Error(`${name} has no Send`);
	const given = { window, document: page, ...pick(window) };
	for (const [key, value] of Object.entries(given)) vi.stubGlobal(key, value);
	const adapter = adapterFor(page);
	const conversation = () => adapter.conversation(target, page);
	const asked: Attachment[] = [];
	const outcomes: string[] = [];
	let settle: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;
	const guard: Guard = {
		decide(attachment) {
			asked.push(attachment);
			return new Promise((resolve, reject) => {
				settle = { resolve, reject };
			});
		},
		outcome: (id) => outcomes.push(id),
		warm() {},
		abandon() {},
	};
	const trusted = new WeakSet<Event>();
	for (const type of ["click", "keydown", "keyup"]) {
		window.addEventListener(type, (event) => trusted.has(event) && trust(event), { capture: true });
	}
	const reader = {
		messengerName: () => adapter.name,
		conversationOf: (receiver: Element) => adapter.conversation(receiver, page),
		openedHow: () => ({}),
	};
	const gate = createSendGate(() => adapter, reader, guard);
	gate.listen(new window.AbortController().signal);
	const self = { asked, outcomes, page, window, send, pressed: 0 };
	send.addEventListener("click", (event) => {
		event.preventDefault();
		if (!event.isTrusted) self.pressed++;
	});
	const at = (place: Element | string) => {
		const found = typeof place === "string" ? page.querySelector(place) : place;
		if (!found) throw new Error(`no ${place}`);
		return found;
	};
	/** @returns whether the page got the event. */
	const fire = (place: Element | string, event: Event) => {
		let got = false;
		const heard = () => {
			got = true;
		};
		page.addEventListener(event.type, heard, { capture: true, once: true });
		trusted.add(event);
		at(place).dispatchEvent(event);
		page.removeEventListener(event.type, heard, { capture: true });
		return got;
	};
	const chip = (text: string) => {
		const drawn = page.createElement("div");
		drawn.className = "chip";
		drawn.textContent = text;
		send.parentElement?.append(drawn);
	};
	const settled = async () => {
		for (let turn = 0; turn < 10; turn++) await Promise.resolve();
	};
	return Object.assign(self, {
		fire,
		chip,
		click: (place: Element | string) => fire(place, new window.MouseEvent("click", bubbles)),
		key: (place: Element | string, key: string, more: KeyboardEventInit = {}) =>
			fire(place, new window.KeyboardEvent("keydown", { key, ...bubbles, ...more })),
		attach(...names: string[]) {
			const files = (names.length > 0 ? names : ["offer.pdf"]).map((file) => new File(["words"], file));
			for (const file of files) chip(file.name);
			gate.released({
				id: "one",
				way: "pick",
				files,
				conversation: conversation(),
				messengerName: adapter.name,
				gate: "attach",
				written: { text: "", subject: "" },
				opened: {},
				origin: "https://example.org",
			});
		},
		add() {
			page
				.querySelector("[name=to] [role=listbox]")
				?.insertAdjacentHTML(
					"beforeend",
					'<div role="option" data-name="Mallory" data-hovercard-id="mallory@example.com">Mallory</div>',
				);
			const typed = page.querySelector<HTMLTextAreaElement>("#_to");
			if (typed) typed.value += " mallory@example.com,";
		},
		/** Another chat in the same composer. */
		rename: (id: string) => page.querySelector(".chat-info .peer-title")?.setAttribute("data-peer-id", id),
		recipients() {
			const to = asked.at(-1)?.conversation;
			return to?.status === "known" ? to.recipients.map(({ address }) => address) : [];
		},
		answer(answer: Answer) {
			settle?.resolve(answer);
			return settled();
		},
		fail() {
			settle?.reject(new Error("the extension was updated"));
			return settled();
		},
	});
}

function pick({ KeyboardEvent, MouseEvent, HTMLElement, HTMLInputElement }: Window & typeof globalThis) {
	return { KeyboardEvent, MouseEvent, HTMLElement, HTMLInputElement };
}

/** As if a person had caused it: jsdom has its events' state in an object behind them. */
function trust(event: Event): void {
	const [behind] = Object.getOwnPropertySymbols(event)
		.map((symbol) => Reflect.get(event, symbol))
		.filter((value) => typeof value === "object" && "isTrusted" in value);
	behind.isTrusted = true;
}
