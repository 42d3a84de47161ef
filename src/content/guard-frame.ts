// The guard's frame: an extension page in a closed shadow dialog, over a port that only the two ends hold.
import type { FromGuard, PortOffer, Size, ToGuard } from "../core/guard-port";
import { lastWords } from "../core/page-line";
import { api } from "./extension-api";
import css from "./guard-frame.css?inline";
import { createLayer } from "./guard-layer";
import { createHeartbeat } from "./heartbeat";
import type { Place } from "./line-place";

export type GuardFrame = { send(message: ToGuard): void };

/** What the guard says to whoever asked it. */
export type GuardSays = FromGuard & { type: "decision" | "original-too" };

/** Told of what lies over the page now. */
export type Over = (host: HTMLElement) => void;

/** Where the quiet line about an attachment may stand now. */
export type LinePlaces = (id: string, size: Size) => Place | undefined;

/** Tokens sent to frames of ours and not yet vouched for. */
const offered = new Set<string>();

/** Whether this script made the token; once. */
export function vouchFor(token: string): boolean {
	return offered.delete(token);
}

/**
 * Loads the frame, out of sight, and hands it its port. Messages sent before it is ready wait for it.
 * @param ended - called once when the frame is gone: taken out by the page, or broken: its process has died, hangs, or was never there.
 */
export function openGuardFrame(
	receive: (message: GuardSays) => void,
	placeOf: LinePlaces,
	over: Over,
	ended: (wasReady: boolean) => void,
): GuardFrame {
	let ready = false;
	const host = document.createElement("div");
	const dialog = document.createElement("dialog");
	const frame = document.createElement("iframe");
	frame.src = api().runtime.getURL(guardPage());
	frame.allow = "";
	dialog.append(frame);
	const root = host.attachShadow({ mode: "closed" });
	root.adoptedStyleSheets = [styleSheet()];
	root.append(dialog);
	const endedWords = api().i18n.getMessage("endedWhileHolding");
	const { port1, port2 } = new MessageChannel();
	const send = (message: ToGuard) => port1.postMessage(message);
	const layer = createLayer(dialog, frame, () => send({ type: "moved" }));
	/** Attachments without a decision: while there are any, and until it is ready, the guard must be heard. */
	let undecided = 0;
	const heart = createHeartbeat(() => send({ type: "there" }), end);
	heart.start();
	port1.onmessage = ({ data }: MessageEvent<FromGuard>) => {
		heart.heard();
		switch (data.type) {
			case "ready":
				ready = true;
				if (undecided === 0) heart.stop();
				return;
			case "here":
				return;
			case "show":
				layer.show();
				lieOver(endedWords);
				return;
			case "line":
				layer.showLine(data.size, () => placeOf(data.id, data.size));
				lieOver("");
				return;
			case "hide":
				layer.hide();
				host.removeAttribute(lastWords);
				return;
			case "decision":
				if (--undecided === 0) heart.stop();
				receive(data);
				return;
			case "original-too":
				receive(data);
				return;
			default:
				data satisfies never;
		}
	};
	function lieOver(words: string): void {
		host.setAttribute(lastWords, words);
		over(host);
	}
	let loaded = false;
	frame.addEventListener("load", () => {
		// A page can send any frame in it elsewhere: what is there now is not the guard.
		if (loaded) return end();
		loaded = true;
		offerPort(frame, port2);
	});

	const removed = new MutationObserver(() => {
		if (!host.isConnected) end();
	});
	let isOver = false;
	function end(): void {
		if (isOver) return;
		isOver = true;
		heart.stop();
		removed.disconnect();
		layer.hide();
		host.removeAttribute(lastWords);
		port1.close();
		host.remove();
		ended(ready);
	}

	// A page may have taken out its own root: then the host is the root.
	(document.documentElement ?? document).append(host);
	removed.observe(document, { childList: true });
	if (host.parentElement) removed.observe(host.parentElement, { childList: true });
	return {
		send(message) {
			if (message.type === "attachment") {
				undecided++;
				heart.start();
			}
			send(message);
		},
	};
}

/**
 * A site that a person has added gets a copy whose address in Chromium is another one in every session: sites at large
 * could find out by a fixed one that Last Look is there.
 */
function guardPage(): string {
	const site = `${origin.replace(/:\d+$/, "")}/*`;
	const isMessenger = api()
		.runtime.getManifest()
		.content_scripts?.some(({ matches }) => matches.includes(site));
	return `src/guard/guard${isMessenger ? "" : "-of-added-site"}.html`;
}

/** The port goes to the extension's origin alone, with a token for which this script will vouch. */
function offerPort(frame: HTMLIFrameElement, port: MessagePort): void {
	const offer: PortOffer = { type: "guard-port", token: crypto.randomUUID() };
	offered.add(offer.token);
	frame.contentWindow?.postMessage(offer, new URL(api().runtime.getURL("")).origin, [port]);
}

function styleSheet(): CSSStyleSheet {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(css);
	return sheet;
}
