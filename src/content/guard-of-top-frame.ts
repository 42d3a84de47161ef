// The guard, asked from a frame inside a page: its dialog belongs over the whole page, in the top frame, or, where that
// page is not guarded, in a window of its own.
import type { Decision } from "../core/attachment";
import type { ToBackground } from "../core/tab-messages";
import { api, isAlive } from "./extension-api";
import type { Answer, Guard } from "./guard";

export type RemoteGuard = Guard & {
	/** A decision has come. */
	decided(id: string, decision: Decision | { action: "unavailable" }): void;
};

/** How often we look whether the extension still is there to bring a decision, in ms. */
const lookEvery = 1_000;

export function createGuardOfTopFrame(): RemoteGuard {
	const pending = new Map<string, (answer: Answer) => void>();

	function settle(id: string, answer: Answer): void {
		pending.get(id)?.(answer);
		pending.delete(id);
	}

	function abandon(): void {
		for (const id of [...pending.keys()]) settle(id, { action: "unavailable" });
	}

	return {
		// The top frame hears the same `dragenter` and warms itself; a click in here it need not know of.
		warm() {},
		decided: settle,
		outcome(id, outcome) {
			const report: ToBackground = { type: "outcome", id, outcome };
			tell(report).catch(() => {});
		},
		abandon,
		async decide(attachment) {
			const decision = new Promise<Answer>((resolve) => pending.set(attachment.id, resolve));
			const request: ToBackground = { type: "decide", attachment };
			const accepted = await tell(request).catch(() => false);
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
