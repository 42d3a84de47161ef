// Lets a person point at an element of the page, by pointer or by keys. All it draws lies in a closed shadow tree above the
// page, and only trusted events count.
import { shadowRootOf } from "../content/shadow-roots";
import { treesIn } from "../content/whole-tree";
import { textOf } from "../messengers/reading/page-text";
import css from "./picker.css?inline";

export type Words = Readonly<
	Record<"point" | "keys" | "isThis" | "none" | "unsure" | "use" | "again" | "cancel", string>
>;

export type Picker = {
	/** Whether this element could be found again; asked before it is offered. */
	canTeach(element: Element): boolean;
	chosen(element: Element): void;
	/** In the language of the words. */
	words: Words;
	direction: string;
};

declare global {
	/** In our own world, which no page sees: the script is put in anew each time. */
	var closePicker: (() => void) | undefined;
}

/** Opens it; a second one closes the first. */
export function openPicker({ canTeach, chosen, words, direction }: Picker): void {
	const host = document.createElement("div");
	host.popover = "manual";
	const root = host.attachShadow({ mode: "closed" });
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(css);
	root.adoptedStyleSheets = [sheet];
	const overlay = part("div", "overlay");
	const outline = part("div", "outline");
	const bar = part("div", "bar");
	bar.dir = direction;
	bar.setAttribute("role", "dialog");
	bar.setAttribute("aria-label", words.point);
	const told = part("p", "told");
	told.setAttribute("aria-live", "polite");
	const buttons = part("div", "buttons");
	bar.append(told, buttons);
	root.append(overlay, outline, bar);

	const done = new AbortController();
	const { signal } = done;
	const names = nameable();
	let at = names.findIndex((element) => element.matches(HEADING));
	let candidate: Element | undefined;
	/** `asking`: the person has pointed, and is asked whether this is it. */
	let asking = false;

	function end(): void {
		done.abort();
		host.remove();
	}

	function show(element: Element | undefined): void {
		candidate = element;
		const { left = 0, top = 0, width = 0, height = 0 } = element?.getBoundingClientRect() ?? {};
		Object.assign(outline.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
		say(element === undefined ? words.point : (textOf(element) ?? words.none), words.keys);
	}

	function say(text: string, more: string): void {
		const name = document.createElement("bdi");
		const hint = part("small", "hint");
		name.textContent = text;
		hint.textContent = more;
		told.replaceChildren(name, hint);
	}

	function ask(element: Element): void {
		show(element);
		const name = textOf(element);
		asking = name !== undefined && canTeach(element);
		if (name === undefined) return;
		say(name, asking ? words.isThis : words.unsure);
		if (asking) offer();
	}

	function offer(): void {
		const use = button(words.use, () => {
			if (candidate) chosen(candidate);
			end();
		});
		buttons.replaceChildren(use, button(words.again, point), button(words.cancel, end));
		use.focus();
	}

	function point(): void {
		asking = false;
		buttons.replaceChildren(button(words.cancel, end));
		show(undefined);
	}

	function button(label: string, press: () => void): HTMLButtonElement {
		const made = document.createElement("button");
		made.type = "button";
		made.textContent = label;
		made.addEventListener("click", (event) => event.isTrusted && press(), { signal });
		return made;
	}

	function step(by: number): void {
		if (names.length === 0) return;
		at = (at + by + names.length) % names.length;
		const element = names[at];
		element?.scrollIntoView({ block: "nearest" });
		show(element);
	}

	/** Every key is ours while it is open: the page has composers that would take them. */
	function onKey(event: KeyboardEvent): void {
		event.stopImmediatePropagation();
		if (!event.isTrusted || event.type !== "keydown") return;
		const act = asking ? undefined : keys[event.key];
		if (event.key === "Escape") end();
		else if (act) act();
		else return;
		event.preventDefault();
	}

	const keys: Readonly<Record<string, () => void>> = {
		ArrowDown: () => step(1),
		ArrowRight: () => step(1),
		ArrowUp: () => step(-1),
		ArrowLeft: () => step(-1),
		Enter: () => candidate && ask(candidate),
	};

	overlay.addEventListener(
		"pointermove",
		({ clientX, clientY }) => !asking && show(elementAt(clientX, clientY, host)),
		{ signal },
	);
	overlay.addEventListener(
		"click",
		({ isTrusted, clientX, clientY }) => {
			const element = elementAt(clientX, clientY, host);
			if (isTrusted && element) ask(element);
		},
		{ signal },
	);
	for (const type of ["keydown", "keyup", "keypress"] as const) {
		window.addEventListener(type, onKey, { capture: true, signal });
	}
	globalThis.closePicker?.();
	globalThis.closePicker = end;
	document.documentElement.append(host);
	host.showPopover();
	point();
	buttons.querySelector("button")?.focus();
}

const HEADING = "h1, h2, h3, [role=heading]";
const MAX_NAMEABLE = 2000;

function part(name: "div" | "p" | "small", className: string): HTMLElement {
	const made = document.createElement(name);
	made.className = className;
	return made;
}

/** What lies there in the page itself, below all that is ours, in shadow trees too. */
function elementAt(x: number, y: number, host: Element): Element | undefined {
	let found = document.elementsFromPoint(x, y).find((element) => element !== host);
	for (;;) {
		const root = found && shadowRootOf(found);
		const inner = root?.elementsFromPoint(x, y).find((element) => element.getRootNode() === root);
		if (!inner) return found;
		found = inner;
	}
}

/** Everything shown that has words of its own, for the arrow keys. */
function nameable(): Element[] {
	const found: Element[] = [];
	for (const element of treesIn(document.body).flatMap((tree) => [...tree.querySelectorAll("*")])) {
		const hasOwn = [...element.childNodes].some((node) => node.nodeType === node.TEXT_NODE && node.nodeValue?.trim());
		if (hasOwn && element.checkVisibility() && !element.matches("script, style, textarea, option")) found.push(element);
		if (found.length === MAX_NAMEABLE) break;
	}
	return found;
}
