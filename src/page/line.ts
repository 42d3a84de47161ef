// The page's end of the private line: takes it before any page script runs, asks by it, and does what content/ asks.
import * as bellEvents from "../core/bell-events";
import { type FromPage, handshake, type Reading, type ToPage, type ToRead } from "../core/page-line";
import { keepWatch } from "./last-words";
import { mint } from "./mint";
import {
	addListener,
	create,
	dispatch,
	Event,
	isHtmlElement,
	MouseEvent,
	messageData,
	messagePorts,
	NativePromise,
	post,
	probe,
	removeListener,
	SubmitEvent,
	startPort,
	submitterOf,
} from "./natives";

const bell = new EventTarget();
let port: MessagePort | undefined;
let asked = 0;

/** Who waits for an answer, by number: an object without a prototype, on which a page can have set nothing. */
const waiting: Record<number, (reading: Reading) => void> = create(null);

/** Call once, at document_start. */
export function openLine(): void {
	addListener(bell, bellEvents.taken, close);
	addListener(bell, bellEvents.port, takePort);
	addListener(bell, bellEvents.over, watchOver);
	addListener(window, handshake.hello, sayReady, true);
	sayReady();
}

/**
 * Whether content/ is there and guards this page. Asked each time: an extension that was updated, switched off or
 * removed leaves this world as it is, and then everything must go its own way.
 */
export function isGuarded(): boolean {
	return !dispatch(bell, new Event(bellEvents.guarded, { cancelable: true }));
}

/** Has content/ read what the page asked for, and waits until the guard has decided about it. */
export function read(toRead: ToRead): Promise<Reading> {
	return new NativePromise((resolve) => {
		const id = ++asked;
		waiting[id] = resolve;
		if (!port) dispatch(bell, new Event(bellEvents.portPlease));
		if (port) post(port, { type: "read", id, toRead } satisfies FromPage);
	});
}

/** The document was opened anew and has lost every listener, ours too: content/ puts its own back at once. */
export function tellReopened(): void {
	dispatch(bell, new Event(bellEvents.reopened));
}

/**
 * `opening`: the element is about to be clicked, or its picker opened, by a script. `lookingInto`: the page is about to
 * get hold of what is in a frame; `rooted`: of a shadow root.
 */
export function tell(what: "opening" | "lookingInto" | "rooted", element: unknown): void {
	if (isHtmlElement(element)) dispatch(bell, new SubmitEvent(what, { submitter: element }));
}

/** The page is about to get hold of a window that it has opened. */
export function tellOpened(opened: Window): void {
	dispatch(bell, new MouseEvent(bellEvents.lookingInto, { relatedTarget: opened }));
}

function sayReady(): void {
	dispatch(window, new MouseEvent(handshake.ready, { relatedTarget: bell }));
}

/** From now on nobody is told of the bell. */
function close(): void {
	removeListener(bell, bellEvents.taken, close);
	removeListener(window, handshake.hello, sayReady, true);
}

/** Page scripts have run by now: the port passes through nothing that they can have replaced. */
function takePort(event: globalThis.Event): void {
	port = probe(messagePorts, event)?.[0];
	if (!port) return;
	removeListener(bell, bellEvents.port, takePort);
	// From content/ alone, which made the other end.
	addListener(port, "message", (message) => {
		const data = probe(messageData, message);
		if (data) carryOut(data);
	});
	startPort(port);
}

function carryOut(message: ToPage): void {
	switch (message.type) {
		case "transfer":
		case "paste":
			mint(bell, message);
			return;
		case "answer":
			waiting[message.id]?.(message.reading);
			delete waiting[message.id];
			return;
		default:
			message satisfies never;
	}
}

function watchOver(event: globalThis.Event): void {
	const host = probe(submitterOf, event);
	if (host) keepWatch(host, () => !dispatch(bell, new Event(bellEvents.there, { cancelable: true })));
}
