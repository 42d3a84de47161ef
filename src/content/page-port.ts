// Hands the page's world its end of a private port, before any page script runs, and asks it to mint.
import { handshake, type ToPage, type TransferString } from "../core/page-port";

declare const cloneInto: undefined | (<T>(value: T, scope: Window, options: { wrapReflectors: boolean }) => T);

export type PagePort = {
	/** A DataTransfer of the page's world with these files and strings. */
	mintTransfer(files: readonly File[], strings: readonly TransferString[]): Promise<DataTransfer>;
	/** A paste of these, dispatched by the page's world on what `target` gives at that moment. */
	paste(files: readonly File[], strings: readonly TransferString[], target: () => EventTarget): Promise<void>;
};

/** Page scripts run on in a busy page before our message is handled; beyond this it is not going to be. */
const answerWithin = 10_000;

/** Call at document_start. Whichever world runs second completes the handshake. */
export function offerPagePort(): PagePort {
	const { port1, port2 } = new MessageChannel();
	const offer = () => {
		if (!window.dispatchEvent(portEvent(port2))) window.removeEventListener(handshake.ready, offer, true);
	};
	window.addEventListener(handshake.ready, offer, true);
	offer();

	const send = (message: ToPage) => port1.postMessage(message);

	return {
		mintTransfer: (files, strings) =>
			answer((carrier, done) => {
				once(carrier, (event) => {
					if (event instanceof DragEvent && event.dataTransfer) done(event.dataTransfer);
				});
				send({ type: "transfer", carrier, files, strings });
			}),
		paste: (files, strings, target) =>
			answer((carrier, done) => {
				const answerName = randomName();
				once(carrier, () => {
					target().dispatchEvent(new CustomEvent(answerName, { bubbles: true, composed: true }));
					// The page's world pastes when this listener returns; what follows comes after that.
					setTimeout(done);
				});
				send({ type: "paste", carrier, target: answerName, files, strings });
			}),
	};
}

function answer<T>(ask: (carrier: string, done: (value: T) => void) => void): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error("the page's world does not answer")), answerWithin);
		ask(randomName(), (value) => {
			clearTimeout(timer);
			resolve(value);
		});
	});
}

/** A page can neither guess it nor listen for it. */
function randomName(): string {
	return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

function once(name: string, listener: (event: Event) => void): void {
	window.addEventListener(
		name,
		(event) => {
			event.stopImmediatePropagation();
			listener(event);
		},
		{ capture: true, once: true },
	);
}

/** Firefox: an event whose ports the page's world may read needs an init of that world. */
function portEvent(port: MessagePort): MessageEvent {
	const init = { ports: [port], cancelable: true };
	return typeof cloneInto === "undefined"
		? new MessageEvent(handshake.port, init)
		: new window.MessageEvent(handshake.port, cloneInto(init, window, { wrapReflectors: true }));
}
