// Entry of the page's world (MAIN): takes the private port before any page script runs, and mints what content/ asks for.
import { handshake, type ToPage } from "../core/page-port";
import { mint } from "./mint";
import {
	addListener,
	cancelEvent,
	dispatch,
	Event,
	messageData,
	messagePorts,
	removeListener,
	stopEvent,
} from "./natives";

function takePort(event: globalThis.Event): void {
	if (!(event instanceof MessageEvent)) return;
	const port = messagePorts(event)[0];
	if (!port) return;
	stopEvent(event);
	cancelEvent(event); // tells content/ that the port is taken
	removeListener(window, handshake.port, takePort, true);
	// From content/ alone, which made the other end.
	port.onmessage = (message: MessageEvent<ToPage>) => mint(messageData(message));
}

addListener(window, handshake.port, takePort, true);
dispatch(window, new Event(handshake.ready));
