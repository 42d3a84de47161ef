// Entry of the isolated world's second script: all that a page needs only once a file has come. `second-script.ts` loads it.
import type { Attachment } from "../core/attachment";
import type { Conversation } from "../core/conversation";
import type { Guarding } from "../core/guarding";
import type { Reading, ToRead } from "../core/page-line";
import type { ToBackground } from "../core/tab-messages";
import type { Adapter } from "../messengers/adapter";
import { carryThrough, isSame, type Reader } from "./carry-through";
import { api } from "./extension-api";
import { type Answer, createGuard, type Guard } from "./guard";
import { type Over, vouchFor } from "./guard-frame";
import { createGuardOfTopFrame } from "./guard-of-top-frame";
import type { HeldFiles, Holder } from "./held-files";
import { createReader } from "./hold-promised";
import { linePlace } from "./line-place";
import { keepOriginals } from "./original-too";
import { createSendGate } from "./send-gate";
import { steady } from "./steady";
import { learnSentences } from "./unchecked-sentences";
import { writtenAt } from "./written";

/** What the first script knows of its page. */
export type FirstPart = {
	adapter(): Adapter;
	reader: Reader;
	holder: Holder;
	settings(): Guarding;
	/** Says what of ours lies over the page. */
	over: Over;
	/** The frame inside this page that an attachment came from. */
	frameOf(id: string): number | undefined;
};

export type SecondPart = {
	/** The guard in a frame of this document, for the frames inside it too. */
	ownGuard: Guard;
	/** The guard that files of this frame go to: its own, or that of the top frame. */
	guard: Guard;
	/** A decision of the top frame's guard. */
	decided(id: string, decision: Answer): void;
	vouchFor(token: string): boolean;
	/** Carries held files through. Resolves when they are with the page again, or given up; rejects where neither can be. */
	carry(held: HeldFiles): Promise<void>;
	/** Keeps an eye on Send. */
	listen(signal: AbortSignal): void;
	/** The person wants the originals of this attachment handed over as well. */
	originalToo(id: string): void;
	/** Reads in the page's place; never rejects. */
	read(toRead: ToRead): Promise<Reading>;
};

function createSecondPart(first: FirstPart): SecondPart {
	learnSentences();
	const { adapter, reader, holder, settings, over, frameOf } = first;
	const ownGuard = createGuard(
		(id, size) => linePlace(size, adapter(), frameOf(id) !== undefined ? "top" : "composer"),
		over,
		originalToo,
	);
	const topGuard = createGuardOfTopFrame();
	const guard = window === window.top ? ownGuard : topGuard;
	const sendGate = createSendGate(adapter, reader, guard);
	const isStill = (conversation: Conversation, receiver: Element) =>
		isSame(reader.conversationOf(receiver), conversation);
	const originals = keepOriginals(isStill, sendGate.released);

	function originalToo(id: string): void {
		const attaching = originals.attach(id);
		const frameId = frameOf(id);
		if (attaching) attaching.then((outcome) => guard.outcome(id, outcome));
		else if (frameId !== undefined) askFrame(frameId, id);
	}

	return {
		ownGuard,
		guard,
		decided: topGuard.decided,
		vouchFor,
		async carry(given) {
			const held = { ...given, files: await steady(given.files) };
			const released = (attachment: Attachment) => {
				sendGate.released(attachment);
				originals.keep(held, attachment);
			};
			const written = (place: Element) => writtenAt(place, adapter());
			return carryThrough(held, guard, reader, written, settings, released);
		},
		listen: sendGate.listen,
		originalToo,
		read: createReader(holder),
	};
}

/** For the originals of an attachment that came from it. */
function askFrame(frameId: number, id: string): void {
	const request: ToBackground = { type: "original-too", frameId, id };
	api().runtime.sendMessage(request).catch(ignored);
}

function ignored(): void {}

globalThis.lastLookSecondPart?.(createSecondPart);
