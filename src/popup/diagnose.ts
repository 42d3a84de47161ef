// The text behind "Copy diagnostics": what a person can send to somebody who is to mend an adapter.
import type { TabStatus } from "../core/tab-messages";
import { browser } from "../platform/browser";

/** @param status - of the page, of which nothing but states is used. */
export async function diagnose(tabId: number, status: TabStatus): Promise<string> {
	const answered = new Promise<unknown>((resolve) => {
		browser.runtime.onMessage.addListener(function listen(message: unknown) {
			const report = reportIn(message);
			if (report === undefined) return;
			browser.runtime.onMessage.removeListener(listen);
			resolve(report);
		});
	});
	// Without its slash Firefox would look beside the popup.
	await browser.scripting.executeScript({ target: { tabId }, files: ["/src/on-demand/diagnose.js"] });
	const { messenger, guarded, sinceStart, pageWorld, taught } = status;
	return JSON.stringify(
		{
			lastLook: browser.runtime.getManifest().version,
			browser: navigator.userAgent,
			guard: { messenger, guarded, sinceStart, pageWorld, taught },
			page: await answered,
		},
		undefined,
		"\t",
	);
}

function reportIn(message: unknown): unknown {
	const { type, report }: { type?: unknown; report?: unknown } = Object(message);
	return type === "diagnosis" && typeof report === "string" ? JSON.parse(report) : undefined;
}
