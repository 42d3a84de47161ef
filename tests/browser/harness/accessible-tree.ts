// What assistive technology is told of a page or a frame: roles, names and states as axe-core computes them from the
// specifications, the same in both browsers.
import { setTimeout as sleep } from "node:timers/promises";
import type { Frame, Page } from "puppeteer-core";
import { axe } from "./accessibility";
import { until } from "./processes";

/**
 * One line for each element with a role or a text of its own, indented by what it is in; once all of it is there: parts of
 * a page that ask the background first come a moment later.
 */
export async function accessibleTree(place: Frame | Page): Promise<string> {
	let last: string | undefined;
	return until("a page that is complete", async () => {
		const now = await readTree(place);
		const isComplete = now === last;
		last = now;
		if (!isComplete) await sleep(BETWEEN_READS_MS);
		return isComplete ? now : undefined;
	});
}

const BETWEEN_READS_MS = 400;

async function readTree(place: Frame | Page): Promise<string> {
	const said: unknown = await place.evaluate(`(() => {
		if (!globalThis.axe) { ${axe} }
		axe.setup(document);
		const { aria, text } = axe.commons;
		const states = ["aria-expanded", "aria-modal", "aria-current"];
		const lines = [];
		const walk = (node, depth) => {
			const element = node.actualNode;
			if (element.nodeType === Node.TEXT_NODE) {
				const words = element.textContent.replace(/\\s+/g, " ").trim();
				if (words) lines.push("  ".repeat(depth) + words);
				return;
			}
			if (element.nodeType !== Node.ELEMENT_NODE || !element.checkVisibility({ visibilityProperty: true })) return;
			if (element.ariaHidden === "true" || ["SCRIPT", "STYLE", "OPTION"].includes(element.tagName)) return;
			const role = element.tagName === "SUMMARY" ? "summary" : aria.getRole(node, { noPresentational: true });
			const isPlain = !role || ["generic", "none", "presentation"].includes(role);
			if (!isPlain) {
				const name = role === "listitem" ? "" : text.accessibleTextVirtual(node).trim();
				const own = states.flatMap((state) => element.getAttribute(state) ? [state.slice(5) + "=" + element.getAttribute(state)] : []);
				if (element.matches(":checked")) own.push("checked");
				if (element.matches(":disabled")) own.push("disabled");
				if (element.localName === "select") own.push("= " + element.selectedOptions[0]?.textContent);
				lines.push("  ".repeat(depth) + [role, name && JSON.stringify(name), ...own].filter(Boolean).join(" "));
				if (["button", "heading", "img", "summary", "combobox"].includes(role)) return;
			}
			for (const child of node.children) walk(child, isPlain ? depth : depth + 1);
		};
		walk(axe.utils.getNodeFromTree(document.body), 0);
		axe.teardown();
		return lines.join("\\n");
	})()`);
	return `${String(said)}\n`;
}

/** What is said of a photo with a place and a hidden small picture comes last: where that is, and what it shows. */
export async function everythingShown(place: Frame | Page): Promise<void> {
	await place.waitForSelector("[data-country]");
	await place.waitForFunction(() =>
		document.querySelector(".hidden-picture figcaption")?.textContent?.includes("no longer"),
	);
}

/** Without what is another one in every run. */
export function steady(tree: string): string {
	return tree.replaceAll(/127\.0\.0\.1:\d+/g, "SITE").replaceAll(/\w+ \d+, 20\d\d/g, "DATE");
}
