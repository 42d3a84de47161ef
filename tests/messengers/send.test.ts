// Every adapter knows its Send and its composer, and takes nothing of the conversation for them.
import { expect, test } from "vitest";
import { composerOf, sendControlOf } from "../../src/content/send-control";
import { adapterFor, adapters } from "../../src/messengers";
import { headerOf, load, reconstructions } from "./reconstruction";

const written = reconstructions.filter((name) => headerOf(name).expect.untold === undefined);

test.each(written)("%s: a click on Send is one, a click on a message is none", (name) => {
	const { page, send } = load(name);
	const adapter = adapterFor(page);
	const { site } = adapters.find(({ id }) => id === adapter.id) ?? {};
	const composer = page.querySelector(site?.composers.join() ?? "textarea, [role=textbox]");
	if (composer) expect(composerOf(adapter, composer)).toBe(composer);
	if (send) {
		const inside = send.appendChild(page.createElement("span"));
		expect(sendControlOf(adapter, inside)).toBe(send);
	}
	const message = Array.from(page.querySelectorAll("*")).find(
		(element) => element.childElementCount === 0 && element.textContent?.startsWith("Mallory"),
	);
	if (message) expect(sendControlOf(adapter, message) ?? composerOf(adapter, message)).toBeUndefined();
});

test("every adapter's Send is in a reconstruction", () => {
	const seen = new Set(written.filter((name) => load(name).send).map((name) => headerOf(name).adapter));
	expect(adapters.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
});

test("where the page no longer has the Send we know, a button beside the composer may be it", () => {
	const { page, send } = load("telegram-a-direct");
	const adapter = adapterFor(page);
	const search = page.querySelector("#LeftColumn")?.appendChild(page.createElement("button"));
	expect(search && sendControlOf(adapter, search)).toBeUndefined();
	send?.setAttribute("class", "x1a2b3");
	expect(send && sendControlOf(adapter, send)).toBe(send);
	expect(search && sendControlOf(adapter, search)).toBeUndefined();
});
