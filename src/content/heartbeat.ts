// Whether somebody who owes us an answer is still there: asked every second, and given up after some silence.
// Silence is counted in questions, not in time: a page that was busy, or a computer that slept, has asked none meanwhile.

const every = 1_000;

/** More than a guard takes to load on a slow machine, or to draw hundreds of files. */
const silentQuestions = 8;

export type Heartbeat = {
	/** Begins to ask; goes on if it has begun. */
	start(): void;
	/** It was heard. */
	heard(): void;
	stop(): void;
};

export function createHeartbeat(ask: () => void, lost: () => void): Heartbeat {
	let timer: ReturnType<typeof setInterval> | undefined;
	let unanswered = 0;
	return {
		start() {
			if (timer !== undefined) return;
			unanswered = 0;
			timer = setInterval(() => {
				if (++unanswered > silentQuestions) lost();
				else ask();
			}, every);
		},
		heard() {
			unanswered = 0;
		},
		stop() {
			clearInterval(timer);
			timer = undefined;
		},
	};
}
