// The private port between content/ (ISOLATED) and page/ (MAIN), and the events that pass it on before any page script runs.
// https://developer.chrome.com/docs/extensions/reference/manifest/content-scripts#world-timings

/** Dispatched on window by whoever came first; nobody listens once the port has been handed over. */
export const handshake = { ready: "last-look:ready", port: "last-look:port" } as const;

/** Text beside pasted or dropped files: `text/plain`, `text/html` … */
export type TransferString = { type: string; data: string };

/**
 * What content/ asks of the page's world, where alone a DataTransfer that the page can read is made.
 * The names are random, so that no page can listen for them:
 * - `transfer`: dispatch a DragEvent `carrier` on window whose dataTransfer holds the files;
 * - `paste`: dispatch `carrier` on window, on which content/ dispatches `target` on the composer, and paste there.
 */
export type ToPage =
	| { type: "transfer"; carrier: string; files: readonly File[]; strings: readonly TransferString[] }
	| { type: "paste"; carrier: string; target: string; files: readonly File[]; strings: readonly TransferString[] };
