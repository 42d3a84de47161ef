// X draws its chat inside an open shadow tree: a target in there, or the focus in there, is enough.
import { expect, test } from "vitest";
import { sendControlOf } from "../../src/content/send-control";
import { adapterFor } from "../../src/messengers";
import { load } from "./reconstruction";

test("a conversation inside a shadow tree is read from what took the file, and from the focus", () => {
	const { page, target, send } = load("x-direct");
	const panel = page.querySelector("section");
	const host = page.body.appendChild(page.createElement("div"));
	if (panel) host.attachShadow({ mode: "open" }).append(panel);
	const adapter = adapterFor(page);
	expect(adapter.conversation(target, page)).toMatchObject({ status: "known", title: "Alice Smirnova" });
	expect(send && sendControlOf(adapter, send)).toBe(send);
	expect(adapter.conversation(page.body, page)).toMatchObject({ status: "untold" });
	const [composer] = host.shadowRoot?.querySelectorAll("textarea") ?? [];
	composer?.focus();
	expect(adapter.conversation(page.body, page)).toMatchObject({ status: "known", title: "Alice Smirnova" });
});
