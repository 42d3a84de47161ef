// A pause: for a few minutes files pass through this tab as if we were not there. It ends by itself, and with the page.
import { longestPause, type ToBackground } from "../core/tab-messages";
import { api } from "./extension-api";

export type Pause = {
	isOn(): boolean;
	/** In ms since 1970; 0 where there is none. */
	until(): number;
	/** @param until - in ms since 1970; what is past ends it. */
	set(until: number): void;
};

export function createPause(): Pause {
	let end = 0;
	let timer = 0;
	const isOn = () => Date.now() < end;

	/** The badge of the tab is of its top frame. */
	function report(): void {
		if (window !== window.top) return;
		const message: ToBackground = { type: "paused", paused: isOn() };
		api()
			.runtime.sendMessage(message)
			.catch(() => {});
	}

	return {
		isOn,
		until: () => (isOn() ? end : 0),
		set(until) {
			end = Math.min(until, Date.now() + longestPause);
			clearTimeout(timer);
			if (isOn()) timer = window.setTimeout(report, end - Date.now() + 1);
			report();
		},
	};
}
