// How the guard's frame lies over the page: as a modal dialog, as a quiet line beside the composer, or out of sight.
import type { Size } from "../core/guard-port";
import type { Place } from "./line-place";

export type Layer = {
	show(): void;
	/** @param placeOf - where it may stand now; nowhere, and it is out of sight until there is a place. */
	showLine(size: Size, placeOf: () => Place | undefined): void;
	hide(): void;
};

/** Pages move their Send: an eye is kept on it this often, in ms. */
const lookEvery = 200;

/** @param moved - the line has appeared or moved. */
export function createLayer(dialog: HTMLDialogElement, frame: HTMLIFrameElement, moved: () => void): Layer {
	let shown: "nothing" | "dialog" | "line" = "nothing";
	let looking: ReturnType<typeof setInterval> | undefined;
	const stop = tabStopBefore(frame);

	// Escape is the guard's to answer: by itself it would close the dialog and leave the hold open.
	dialog.addEventListener("cancel", (event) => {
		event.preventDefault();
		frame.focus();
	});
	// Pressed twice, browsers close it without asking.
	dialog.addEventListener("close", () => {
		if (shown === "dialog") open();
	});

	function open(): void {
		if (!dialog.open) dialog.showModal();
		frame.focus();
	}

	/** A dialog takes the focus as a popover too, but what is inert cannot: the person may be writing. */
	function showWithoutFocus(): void {
		dialog.inert = true;
		dialog.showPopover();
		dialog.inert = false;
	}

	function put(at: Place | undefined): void {
		if (!at) {
			dialog.hidePopover();
			return;
		}
		const { style } = dialog;
		const [left, top] = [`${at.x}px`, `${at.y}px`];
		const isSame = dialog.matches(":popover-open") && style.left === left && style.top === top;
		Object.assign(style, { left, top });
		// A page may have hidden it, or put something over it since: what is shown last is on top.
		if (!dialog.matches(":popover-open")) showWithoutFocus();
		if (!isSame) moved();
	}

	function hide(): void {
		clearInterval(looking);
		const before = shown;
		shown = "nothing";
		stop?.remove();
		if (before === "dialog") dialog.close();
		dialog.popover = null;
		dialog.removeAttribute("style");
	}

	return {
		show() {
			hide();
			shown = "dialog";
			open();
		},
		showLine({ width, height }, placeOf) {
			if (shown !== "line") hide();
			clearInterval(looking);
			shown = "line";
			dialog.popover = "manual";
			if (stop) dialog.before(stop);
			Object.assign(dialog.style, { width: `${width}px`, height: `${height}px` });
			put(placeOf());
			looking = setInterval(() => put(placeOf()), lookEvery);
		},
		hide,
	};
}

/** Firefox passes a frame over when Tab comes from the page's controls, but no element before it: that hands the focus on. */
function tabStopBefore(frame: HTMLIFrameElement): HTMLElement | undefined {
	if (!("mozInnerScreenX" in window)) return undefined;
	const stop = document.createElement("span");
	stop.tabIndex = 0;
	stop.addEventListener("focus", () => frame.focus());
	return stop;
}
