// The private line between page/ (MAIN) and content/ (ISOLATED).
// A port carries files; the bell, an event target of nobody else's, carries what must be answered at once: events on
// it reach both worlds, and `document.open()` does not silence it.
// No original ever travels on it: page/ shares its world with the page, which may have replaced what page/ runs on.
// https://developer.chrome.com/docs/extensions/reference/manifest/content-scripts#world-timings

/**
 * Dispatched before any page script runs, and listened to by nobody once the line is there.
 * `hello` from content/ and `ready` from page/ on window, whoever came first; `ready` brings the bell, as its
 * relatedTarget.
 */
export const handshake = { hello: "last-look:hello", ready: "last-look:ready" } as const;

/** An attribute: what to tell the person if content/ is no more while its element lies over the page; empty for nothing. */
export const lastWords = "data-last-words";

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
	/** The answer to what page/ has asked. */
	| { type: "answer"; id: number; reading: Reading };

/** What a page reads by a promise; content/ reads it in its place, and holds it. */
export type ToRead =
	/** The contents of the clipboard. */
	| { what: "clipboard" }
	/** The file behind a handle. */
	| { what: "file"; handle: FileSystemFileHandle }
	/** Everything behind handles that have just been picked: decided about at once, read by the page later. */
	| { what: "picked"; handles: readonly FileSystemHandle[] };

export type FromPage = { type: "read"; id: number; toRead: ToRead };

/** What the page may have. */
export type Reading =
	| { status: "clipboard"; items: readonly Readonly<Record<string, Blob>>[] }
	| { status: "file"; file: File }
	| { status: "decided" }
	/** We cannot read it; the person, or what they have chosen, lets the page do so itself. */
	| { status: "left" }
	/** The person has said no. */
	| { status: "cancelled" }
	/** The browser has: a DOMException by its name. */
	| { status: "refused"; name: string; message: string };
