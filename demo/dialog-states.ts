// The dialog and the quiet line in the states in which they are kept in docs/screens.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { answer, guardAsking, guardOpen, press } from "../tests/browser/harness/guard-frame";
import { until } from "../tests/browser/harness/processes";
import { lineShown } from "../tests/browser/harness/quiet-line";
import { longWorkbook } from "../tests/fixtures/long-workbook";
import { makeSamples } from "./samples";
import type { ScreenState, Stage } from "./screen-state";

const asked = async ({ messenger: { page } }: Stage) => ({ page, place: await guardOpen(page) });
const cancel = async ({ messenger }: Stage) => answer(messenger.page, "cancel");

/** What is not ready to be answered yet. */
async function cancelInWaiting({ messenger: { page } }: Stage): Promise<void> {
	const frame = page.frames().find((one) => one !== page.mainFrame());
	if (frame) await press(frame, "cancel");
}

/** Bytes that take seconds to be stripped. */
const slow = 40_000_000;

export const dialogStates: readonly ScreenState[] = [
	{
		name: "one-photo",
		async show(stage) {
			await stage.messenger.open("Mara Lindqvist");
			await stage.messenger.give("harbour-at-dusk.jpg");
			return asked(stage);
		},
		end: cancel,
	},
	{
		name: "details",
		async show(stage) {
			await stage.messenger.open("Mara Lindqvist");
			await stage.messenger.give("IMG_20260902_071540.jpg");
			const shown = await asked(stage);
			await (await shown.place.$(".choices summary"))?.click();
			await (await shown.place.$(".more"))?.click();
			await shown.place.$eval(".more", (more) => more.scrollIntoView());
			return shown;
		},
		end: cancel,
	},
	{
		name: "ten-files",
		async show(stage) {
			await stage.messenger.open("Mara Lindqvist");
			await stage.messenger.give(...(await makeSamples(stage.folder)));
			return asked(stage);
		},
		end: cancel,
	},
	{
		name: "group",
		async show(stage) {
			await stage.messenger.open("Street Party 2026");
			await stage.messenger.give("from-my-window.jpg");
			return asked(stage);
		},
		end: cancel,
	},
	{
		name: "failure",
		async show(stage) {
			writeFileSync(join(stage.folder, "plans.xyz"), "a kind of file that nobody knows");
			await stage.messenger.open("Street Party 2026");
			await stage.messenger.give("plans.xyz");
			return asked(stage);
		},
		end: cancel,
	},
	{
		name: "progress",
		isFleeting: true,
		async show(stage) {
			await stage.messenger.open("Mara Lindqvist");
			await stage.messenger.give(...Array(250).fill("harbour-at-dusk.jpg"));
			const { page } = stage.messenger;
			const place = await until("the progress", async () => {
				for (const frame of page.frames()) if (await frame.$("progress").catch(() => null)) return frame;
				return undefined;
			});
			return { page, place };
		},
		end: cancelInWaiting,
	},
	{
		name: "stripping",
		isFleeting: true,
		async show(stage) {
			writeFileSync(join(stage.folder, "accounts.xlsx"), longWorkbook(slow));
			await stage.messenger.open("Mara Lindqvist");
			await stage.messenger.give("accounts.xlsx");
			const { page } = stage.messenger;
			const place = await guardAsking(page);
			await press(place, "strip");
			await place.waitForSelector("progress");
			return { page, place };
		},
		end: cancelInWaiting,
	},
	{
		name: "quiet-line",
		async show(stage) {
			await stage.messenger.open("Mara Lindqvist");
			await stage.settings({ rule: "strip", caution: "calm" });
			await stage.messenger.give("harbour-at-dusk.jpg", "from-my-window.jpg");
			const { page } = stage.messenger;
			return { page, place: (await lineShown(page)).frame };
		},
		end: (stage) => stage.settings({}),
	},
	{
		name: "odd-recipient",
		async show(stage) {
			const { page } = stage.messenger;
			await stage.settings({ rule: "strip", caution: "calm" });
			await stage.messenger.open("Mara Lindqvist");
			for (let times = 0; times < 12; times++) {
				const before = await page.evaluate("document.querySelectorAll('#arrived > li').length");
				await stage.messenger.give("harbour-at-dusk.jpg");
				await page.waitForFunction(`document.querySelectorAll('#arrived > li').length > ${before}`);
			}
			await stage.settings({ caution: "careful" });
			await stage.messenger.open("Street Party 2026");
			await stage.messenger.give("mara-and-me.jpg");
			return asked(stage);
		},
		async end(stage) {
			await cancel(stage);
			await stage.settings({});
		},
	},
];
