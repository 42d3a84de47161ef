// Entry of the isolated world's second script: all that a page needs only once a file has come. `second-script.ts` loads it.
import type { Written } from "../core/attachment";
import type { Conversation } from "../core/conversation";
import type { Reading, ToRead } from "../core/page-line";
import type { Adapter } from "../messengers/adapter";
import { isSame, type Reader } from "./carry-through";
import { createGuard, type Guard } from "./guard";
import { vouchFor } from "./guard-frame";
import type { Holder } from "./held-files";
import { createReader } from "./hold-promised";
import { linePlace } from "./line-place";
import { keepOriginals, type Originals } from "./original-too";
import { createSendGate, type SendGate } from "./send-gate";
import { writtenAt } from "./written";

/** What the first script knows of its page. */
export type FirstPart = {
	adapter(): Adapter;
	reader: Reader;
	holder: Holder;
	/** The guard that this page asks: its own, or that of the top frame. */
	guard: Guard;
	/** Whether an attachment came from a frame inside this page. */
	isOfOtherFrame(id: string): boolean;
	/** The person wants the originals of this attachment handed over as well. */
	originalToo(id: string): void;
};

export type SecondPart = {
	/** The guard in a frame of this document. */
	guard: Guard;
	vouchFor(token: string): boolean;
	sendGate: SendGate;
	originals: Originals;
	/** What is written in the composer nearest to an element. */
	writtenAt(place: Element): Written;
	/** Reads in the page's place; never rejects. */
	read(toRead: ToRead): Promise<Reading>;
};

function createSecondPart({ adapter, reader, holder, guard, isOfOtherFrame, originalToo }: FirstPart): SecondPart {
	const sendGate = createSendGate(adapter, reader, guard);
	const isStill = (conversation: Conversation, receiver: Element) =>
		isSame(reader.conversationOf(receiver), conversation);
	return {
		guard: createGuard((id, size) => linePlace(size, adapter(), isOfOtherFrame(id) ? "top" : "composer"), originalToo),
		vouchFor,
		sendGate,
		originals: keepOriginals(isStill, sendGate.released),
		writtenAt: (place) => writtenAt(place, adapter().composer),
		read: createReader(holder),
	};
}

globalThis.lastLookSecondPart?.(createSecondPart);
