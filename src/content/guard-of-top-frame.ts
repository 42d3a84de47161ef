// The guard, asked from a frame inside a page: its dialog belongs over the whole page, in the top frame.
// In a sandboxed frame it could not even be loaded rightly: there it would have an opaque origin and never get its port.
import type { Decision } from "../core/attachment";
import type { ToBackground } from "../core/tab-messages";
import { api } from "./extension-api";
import type { Answer, Guard } from "./guard";

export type RemoteGuard = Guard & {
	/** A decision has come from the top frame. */
	decided(id: string, decision: Decision | { action: "unavailable" }): void;
};

/** @param own - asked where the top frame is not guarded. */
export function createGuardOfTopFrame(own: Guard): RemoteGuard {
	const pending = new Map<string, (answer: Answer) => void>();

	function settle(id: string, answer: Answer): void {
		pending.get(id)?.(answer);
		pending.delete(id);
	}

	return {
		// The top frame hears the same `dragenter` and warms itself; a click in here it need not know of.
		warm() {},
		decided: settle,
		outcome(id, outcome) {
			const report: ToBackground = { type: "outcome", id, outcome };
			// Of two guards the one that has not decided about it knows no such attachment.
			own.outcome(id, outcome);
			api.runtime.sendMessage(report).catch(() => {});
		},
		abandon() {
			for (const id of [...pending.keys()]) settle(id, { action: "unavailable" });
			own.abandon();
		},
		async decide(attachment) {
			const decision = new Promise<Answer>((resolve) => pending.set(attachment.id, resolve));
			const request: ToBackground = { type: "decide", attachment };
			const accepted = await api.runtime.sendMessage(request).catch(() => false);
			return accepted === true ? decision : own.decide(attachment);
		},
	};
}
