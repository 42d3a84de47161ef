// What our two scripts take of a page's own thread before its first script runs, as the browser's own trace has it.
import { extensionFor } from "../tests/browser/harness/extension";
import { launch } from "../tests/browser/harness/launch";
import { servePages } from "../tests/browser/harness/serve";
import type { SelfTimed } from "./row";

type TraceEvent = { name: string; dur?: number; args?: { data?: { url?: string } } };

export const pageStart: SelfTimed = async () => {
	const site = await servePages({ "/": "<!doctype html><title>Alice</title><h2>Alice</h2><textarea></textarea>" });
	const bench = await launch({ name: "chromium", screen: "none", extension: extensionFor("chromium") });
	const page = await bench.open("about:blank");
	return {
		async measure() {
			await page.goto("about:blank");
			await page.tracing.start({ categories: ["devtools.timeline"] });
			await page.goto(site.origin);
			return scriptTime(await page.tracing.stop());
		},
		async close() {
			await bench.close();
			await site.close();
		},
	};
};

/** In ms, compiling included. */
function scriptTime(trace: Uint8Array | undefined): number {
	const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(Buffer.from(trace ?? "{}").toString());
	const ours = traceEvents.filter(
		({ name, args }) => name === "EvaluateScript" && args?.data?.url?.startsWith("chrome-extension://"),
	);
	if (ours.length === 0) throw new Error("the trace has none of our scripts");
	return ours.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000;
}
