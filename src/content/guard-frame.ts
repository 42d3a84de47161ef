// The guard's frame: an extension page in a closed shadow dialog, over a port that only the two ends hold.
import type { FromGuard, PortOffer, ToGuard } from "../core/guard-port";
import { api } from "./extension-api";
import css from "./guard-frame.css?inline";

export type GuardFrame = {
	send(message: ToGuard): void;
	/** Aborted when the frame is gone: taken out by the page, or never ready. */
	readonly gone: AbortSignal;
};

/** A frame that has not answered by then is blocked or broken. Cold, it takes a quarter of a second. */
const readyWithin = 8_000;

/** Tokens sent to frames of ours and not yet vouched for. */
const offered = new Set<string>();

/** Whether this script made the token; once. */
export function vouchFor(token: string): boolean {
	return offered.delete(token);
}

/** Loads the frame, out of sight, and hands it its port. Messages sent before it is ready wait for it. */
export function openGuardFrame(receive: (message: FromGuard) => void): GuardFrame {
	const gone = new AbortController();
	const host = document.createElement("div");
	const dialog = document.createElement("dialog");
	const frame = document.createElement("iframe");
	frame.src = api.runtime.getURL("src/guard/guard.html");
	frame.allow = "";
	dialog.append(frame);
	const root = host.attachShadow({ mode: "closed" });
	root.adoptedStyleSheets = [styleSheet()];
	root.append(dialog);
	// Escape is the guard's to answer: by itself it would close the dialog and leave the hold open.
	dialog.addEventListener("cancel", (event) => event.preventDefault(), { signal: gone.signal });

	const { port1, port2 } = new MessageChannel();
	const notReady = setTimeout(end, readyWithin);
	port1.onmessage = ({ data }: MessageEvent<FromGuard>) => {
		switch (data.type) {
			case "ready":
				clearTimeout(notReady);
				return;
			case "show":
				if (!dialog.open) dialog.showModal();
				frame.focus();
				return;
			case "hide":
				dialog.close();
				return;
			default:
				receive(data);
		}
	};
	frame.addEventListener("load", () => offerPort(frame, port2), { once: true });

	const removed = new MutationObserver(() => {
		if (!host.isConnected) end();
	});
	function end(): void {
		clearTimeout(notReady);
		removed.disconnect();
		port1.close();
		host.remove();
		gone.abort();
	}

	document.documentElement.append(host);
	removed.observe(document, { childList: true });
	removed.observe(document.documentElement, { childList: true });
	return { send: (message) => port1.postMessage(message), gone: gone.signal };
}

/** The port goes to the extension's origin alone, with a token for which this script will vouch. */
function offerPort(frame: HTMLIFrameElement, port: MessagePort): void {
	const offer: PortOffer = { type: "guard-port", token: crypto.randomUUID() };
	offered.add(offer.token);
	frame.contentWindow?.postMessage(offer, new URL(frame.src).origin, [port]);
}

function styleSheet(): CSSStyleSheet {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(css);
	return sheet;
}
