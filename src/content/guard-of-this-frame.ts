// The guard in a frame of this document, which comes with the second script.
import type { Guard } from "./guard";
import type { SecondScript } from "./second-script";

export function createGuardOfThisFrame({ load, loaded }: SecondScript): Guard {
	return {
		decide: (attachment) =>
			load().then(
				({ guard }) => guard.decide(attachment),
				() => ({ action: "unavailable" }),
			),
		warm: () =>
			void load().then(
				({ guard }) => guard.warm(),
				() => {}, // it is tried again when a file has come
			),
		outcome: (id, outcome) => loaded()?.guard.outcome(id, outcome),
		abandon: () => loaded()?.guard.abandon(),
	};
}
