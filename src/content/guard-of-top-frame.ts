// The guard, asked from a frame inside a page: its dialog belongs over the whole page, in the top frame, or, where that
// page is not guarded, in a window of its own.
import type { Decision, Outcome } from "../core/attachment";
import type { ToBackground } from "../core/tab-messages";
import { api, isAlive } from "./extension-api";
import type { Answer, Guard } from "./guard";
import { within } from "./within";

export type RemoteGuard = Guard & {
	/** A decision has come. */
	decided(id: string, decision: Decision | { action: "unavailable" }): void;
};

/** How often we look whether the extension still is there to bring a decision, in ms. */
const lookEvery = 1_000;

export function createGuardOfTopFrame(): RemoteGuard {
	const pending = new Map<string, (answer: Answer) => void>();

	/** @returns whether somebody was waiting for it. */
	function settle(id: string, answer: Answer): boolean {
		pending.get(id)?.(answer);
		return pending.delete(id);
	}

	function abandon(): void {
		for (const id of [...pending.keys()]) settle(id, { action: "unavailable" });
	}

	function report(id: string, outcome: Outcome): void {
		tell({ type: "outcome", id, outcome }).catch(() => {});
	}

	return {
		// The top frame hears the same `dragenter` and warms itself; a click in here it need not know of.
		warm() {},
		decided(id, decision) {
			if (!settle(id, decision)) report(id, "given-up"); // it came too late
		},
		outcome: report,
		abandon,
		async decide(attachment) {
			const decision = new Promise<Answer>((resolve) => pending.set(attachment.id, resolve));
			const request: ToBackground = { type: "decide", attachment };
			const accepted = await within(tell(request)).catch(() => false);
			if (accepted !== true) settle(attachment.id, { action: "unavailable" });
			const look = setInterval(() => isAlive() || abandon(), lookEvery);
			return decision.finally(() => clearInterval(look));
		},
	};
}

/** Rejects too where the extension was updated under the page, and the call itself throws. */
async function tell(message: ToBackground): Promise<unknown> {
	return api().runtime.sendMessage(message);
}
