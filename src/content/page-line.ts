// The isolated world's end of the private line to page/.
import * as bellEvents from "../core/bell-events";
import {
	type FromPage,
	handshake,
	type Reading,
	type ToPage,
	type ToRead,
	type TransferContent,
} from "../core/page-line";

declare const cloneInto: undefined | (<T>(value: T, scope: Window, options: { wrapReflectors: boolean }) => T);

export type PageLine = {
	/** Whether the page's world has answered. */
	isOpen(): boolean;
	/**
	 * Says that an element of ours lies over the page: Firefox ends this script at once when the extension is switched off,
	 * and then page/ takes the element away.
	 */
	over(host: HTMLElement): void;
	/** A DataTransfer of the page's world. */
	mintTransfer(content: TransferContent): Promise<DataTransfer>;
	/**
	 * A paste, dispatched by the page's world on what `target` gives at that moment; `nowhere` where that is nothing.
	 * `left`: no listener has taken it.
	 */
	paste(content: TransferContent, target: () => HTMLElement | undefined): Promise<"taken" | "left" | "nowhere">;
};

/** What page/ asks of us. */
export type PageRequests = {
	isGuarded(): boolean;
	/** Reads in the page's place. Never rejects. */
	read(toRead: ToRead): Promise<Reading>;
	/** Every listener on window and document is gone. */
	reopened(): void;
	/** A script is about to click this, or to open its picker; it may be in no document. */
	opening(element: HTMLElement): void;
	/** The page is about to get hold of the shadow root of this. */
	rooted(host: HTMLElement): void;
	/** The page is about to get hold of this window, or of this frame's. */
	lookingInto(place: EventTarget): void;
};

/** A busy page answers late; beyond this it is not going to. */
const answerWithin = 10_000;

/** Call at document_start. Whichever world runs second completes the handshake. */
export function openPageLine(requests: PageRequests): PageLine {
	let ids = 0;
	let bell: EventTarget | undefined;
	let port: MessagePort | undefined;

	/** What waits for the bell. */
	const line = new Promise<EventTarget>((resolve) => {
		const take = (event: Event) => {
			bell = (event instanceof MouseEvent && event.relatedTarget) || undefined;
			if (!bell) return;
			event.stopImmediatePropagation();
			window.removeEventListener(handshake.ready, take, true);
			listenTo(bell, requests, openPort);
			bell.dispatchEvent(new Event(bellEvents.taken));
			resolve(bell);
		};
		window.addEventListener(handshake.ready, take, true);
		window.dispatchEvent(new Event(handshake.hello));
	});

	/** Our end of the port; its other end goes to page/ before anything else does. */
	function openPort(): MessagePort {
		if (port) return port;
		const { port1, port2 } = new MessageChannel();
		port = port1;
		port1.onmessage = async ({ data: { id, toRead } }: MessageEvent<FromPage>) =>
			send({ type: "answer", id, reading: await requests.read(toRead) });
		bell?.dispatchEvent(portEvent(port2));
		return port1;
	}

	function send(message: ToPage): void {
		openPort().postMessage(message);
	}

	/** Asks, and waits for `event` on the bell. */
	async function ask<T>(message: ToPage, event: string, take: (event: Event) => T): Promise<T> {
		const bell = await line;
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => reject(new Error("no answer")), answerWithin);
			const answered = (answer: Event) => {
				clearTimeout(timer);
				try {
					resolve(take(answer));
				} catch (error) {
					reject(error);
				}
			};
			bell.addEventListener(event, answered, { once: true });
			send(message);
		});
	}

	return {
		isOpen: () => bell !== undefined,
		over: (host) => void bell?.dispatchEvent(new SubmitEvent(bellEvents.over, { submitter: host })),
		mintTransfer(content) {
			const id = ++ids;
			return ask({ type: "transfer", id, content }, bellEvents.transfer(id), (event) => {
				if (event instanceof DragEvent && event.dataTransfer) return event.dataTransfer;
				throw new Error("no DataTransfer");
			});
		},
		async paste(content, target) {
			const id = ++ids;
			const bell = await line;
			/** Until we have given up waiting: what was said not to be attached must not be pasted after all. */
			let isWanted = true;
			let onto: HTMLElement | undefined;
			const answer = () => {
				onto = isWanted ? target() : undefined;
				bell.dispatchEvent(new SubmitEvent(bellEvents.here(id), { submitter: onto ?? null }));
			};
			bell.addEventListener(bellEvents.whereTo(id), answer, { once: true });
			try {
				const isLeft = await ask({ type: "paste", id, content }, bellEvents.pasted(id), ({ cancelable }) => cancelable);
				if (onto === undefined) return "nowhere";
				return isLeft ? "left" : "taken";
			} finally {
				isWanted = false;
			}
		},
	};
}

function listenTo(bell: EventTarget, requests: PageRequests, openPort: () => void): void {
	bell.addEventListener(bellEvents.guarded, (question) => {
		if (requests.isGuarded()) question.preventDefault();
	});
	bell.addEventListener(bellEvents.there, (question) => question.preventDefault());
	bell.addEventListener(bellEvents.portPlease, openPort);
	bell.addEventListener(bellEvents.reopened, requests.reopened);
	for (const said of [bellEvents.opening, bellEvents.lookingInto, bellEvents.rooted] as const) {
		bell.addEventListener(said, (event) => {
			if (event instanceof SubmitEvent && event.submitter) requests[said](event.submitter);
		});
	}
	bell.addEventListener(bellEvents.lookingInto, (event) => {
		if (event instanceof MouseEvent && event.relatedTarget) requests.lookingInto(event.relatedTarget);
	});
}

/** Firefox: an event whose ports the page's world may read needs an init of that world. */
function portEvent(port: MessagePort): MessageEvent {
	const init = { ports: [port] };
	return typeof cloneInto === "undefined"
		? new MessageEvent(bellEvents.port, init)
		: new window.MessageEvent(bellEvents.port, cloneInto(init, window, { wrapReflectors: true }));
}
