// The page's end of the private line: takes it before any page script runs, holds files by it, and does what content/ asks.
import type { WayIn } from "../core/attachment";
import { bellEvents, type FromPage, handshake, type ToPage } from "../core/page-line";
import { mint } from "./mint";
import {
	addListener,
	createElement,
	dispatch,
	Event,
	MouseEvent,
	messageData,
	messagePorts,
	NativePromise,
	post,
	removeListener,
	stopEvent,
} from "./natives";

const bell = createElement(document, "i");
let port: MessagePort | undefined;
let holds = 0;

/** Who waits for a decision, by number: an object without a prototype, on which a page can have set nothing. */
const waiting: Record<number, (files: readonly File[] | undefined) => void> = Object.create(null);

/** Call once, at document_start. */
export function openLine(): void {
	addListener(bell, handshake.port, takePort);
	addListener(window, handshake.hello, sayReady, true);
	sayReady();
}

/**
 * Whether content/ is there and guards this page. Asked each time: an extension that was updated, switched off or
 * removed leaves this world as it is, and then everything must go its own way.
 */
export function isGuarded(): boolean {
	return port !== undefined && !dispatch(bell, new Event(bellEvents.guarded, { cancelable: true }));
}

/** Holds files until the guard has decided. `undefined` when the person has cancelled. */
export function hold(way: WayIn, files: FromPage["files"]): Promise<readonly File[] | undefined> {
	return new NativePromise((resolve) => {
		const number = ++holds;
		waiting[number] = resolve;
		if (port) post(port, { type: "hold", hold: number, way, files } satisfies FromPage);
	});
}

/** Holds one file. Rejects when the person has cancelled, as the browser's own refusal does. */
export async function holdOne(way: WayIn, file: File): Promise<File> {
	const released = await hold(way, [file]);
	const only = released?.[0];
	if (!only) throw new DOMException("The request is not allowed by the user.", "NotAllowedError");
	return only;
}

/** The document was opened anew and has lost every listener, ours too: content/ puts its own back at once. */
export function tellReopened(): void {
	dispatch(bell, new Event(bellEvents.reopened));
}

function sayReady(): void {
	dispatch(window, new MouseEvent(handshake.ready, { relatedTarget: bell }));
}

function takePort(event: globalThis.Event): void {
	stopEvent(event);
	port = event instanceof MessageEvent ? messagePorts(event)[0] : undefined;
	if (!port) return;
	removeListener(bell, handshake.port, takePort);
	removeListener(window, handshake.hello, sayReady, true);
	// From content/ alone, which made the other end.
	port.onmessage = (message: MessageEvent<ToPage>) => carryOut(messageData(message));
}

function carryOut(message: ToPage): void {
	switch (message.type) {
		case "transfer":
		case "paste":
			mint(bell, message);
			return;
		case "release":
			settle(message.hold, message.files);
			return;
		case "cancel":
			settle(message.hold, undefined);
			return;
	}
}

function settle(number: number, files: readonly File[] | undefined): void {
	waiting[number]?.(files);
	delete waiting[number];
}
