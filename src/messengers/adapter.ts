// An adapter: how one messenger's page shows which conversation takes a file, and where one writes and sends.
import type { Conversation } from "../core/conversation";

export type Adapter = {
	/** Also the `messenger` of the conversations it tells: `whatsapp`. */
	readonly id: string;
	/** As people call it: `WhatsApp`. */
	readonly name: string;
	/** Match patterns guarded from the install on; empty for what people host themselves. */
	readonly hosts: readonly string[];
	/** Where messages are written, as a selector: Enter there may send. */
	readonly composers: string;
	/** The Send controls, schedule-send and the like included, as a selector; empty where none is known. */
	readonly send: string;
	/** Whether this address is this messenger's, by host and, where two share a host, by path. */
	serves(url: URL): boolean;
	/** Whether the page is this messenger, whatever its address: for those that people host themselves. */
	recognises(page: Document): boolean;
	/**
	 * The conversation that a file handed to `target` goes to: the file input, or where it was dropped or pasted.
	 * For a target outside every conversation (the body, a detached input) it is the one with the focus, or the only
	 * one on screen. Synchronous and without state; never throws.
	 */
	conversation(target: Element, page: Document): Conversation;
};
