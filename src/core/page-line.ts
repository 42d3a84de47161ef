// The private line between page/ (MAIN) and content/ (ISOLATED).
// A port carries files; the bell, an element that is in no document, carries what must be answered at once: events on
// it reach both worlds, nobody else has it, and `document.open()` does not silence it.
// https://developer.chrome.com/docs/extensions/reference/manifest/content-scripts#world-timings
import type { WayIn } from "./attachment";

/**
 * Dispatched before any page script runs, and listened to by nobody once the line is there.
 * `hello` from content/ and `ready` from page/ on window, whoever came first; `ready` brings the bell, as its
 * relatedTarget. Then `port`, on the bell, brings the port.
 */
export const handshake = { hello: "last-look:hello", ready: "last-look:ready", port: "last-look:port" } as const;

/** Events on the bell. */
export const bellEvents = {
	/** page/ asks; content/ cancels the event if it is alive and guards this page. */
	guarded: "guarded",
	/** page/ says that the document was opened anew and lost every listener. */
	reopened: "reopened",
	/** page/ brings a DataTransfer of the page's world, as a DragEvent's dataTransfer, for the request of this id. */
	transfer: (id: number) => `transfer-${id}`,
	/** page/ asks where to paste; content/ answers during the event. */
	whereTo: (id: number) => `where-to-${id}`,
	/** content/ answers: the element is this event's relatedTarget. */
	here: (id: number) => `here-${id}`,
} as const;

/** Text beside pasted or dropped files: `text/plain`, `text/html` … */
export type TransferString = { type: string; data: string };

/** What a DataTransfer is to hold. */
export type TransferContent = {
	files: readonly File[];
	/** Of each file, in the same order: its place in a picked or dropped directory (`trip/day 1/a.jpg`), or its name. */
	paths: readonly string[];
	strings: readonly TransferString[];
	/** An input lists the files of a directory one by one, a drop gives the directory itself. */
	directories: "listed" | "whole";
};

export type ToPage =
	/** Make a DataTransfer that the page can read. */
	| { type: "transfer"; id: number; content: TransferContent }
	/** Paste these, in the page's world. */
	| { type: "paste"; id: number; content: TransferContent }
	/** The decision about files that page/ has held. */
	| { type: "release"; hold: number; files: readonly File[] }
	| { type: "cancel"; hold: number };

/** Files that only the page's world could hold: from a detached input, a file handle, the clipboard. */
export type FromPage = { type: "hold"; hold: number; way: WayIn; files: FileList | readonly File[] };
