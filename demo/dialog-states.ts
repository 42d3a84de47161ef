// The dialog and the quiet line in the states in which they are kept in docs/screens.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pick } from "../tests/browser/harness/give";
import { answer, guardOpen, press } from "../tests/browser/harness/guard-frame";
import { until } from "../tests/browser/harness/processes";
import { lineShown } from "../tests/browser/harness/quiet-line";
import { makeSamples } from "./samples";
import type { ScreenState, Stage } from "./screens";

const to = ({ page }: Stage, name: string) => page.locator(`#conversations button ::-p-text(${name})`).click();
const give = ({ page, folder }: Stage, ...names: string[]) =>
	pick(
		page,
		() => page.click("#clip"),
		names.map((name) => join(folder, name)),
	);
const asked = async (stage: Stage) => ({ page: stage.page, place: await guardOpen(stage.page) });
const cancel = async ({ page }: Stage) => answer(page, "cancel");

export const dialogStates: readonly ScreenState[] = [
	{
		name: "one-photo",
		async show(stage) {
			await to(stage, "Mara Lindqvist");
			await give(stage, "harbour-at-dusk.jpg");
			return asked(stage);
		},
		end: cancel,
	},
	{
		name: "details",
		async show(stage) {
			await to(stage, "Mara Lindqvist");
			await give(stage, "IMG_20260902_071540.jpg");
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
			await to(stage, "Mara Lindqvist");
			await give(stage, ...(await makeSamples(stage.folder)));
			return asked(stage);
		},
		end: cancel,
	},
	{
		name: "group",
		async show(stage) {
			await to(stage, "Street Party 2026");
			await give(stage, "from-my-window.jpg");
			return asked(stage);
		},
		end: cancel,
	},
	{
		name: "failure",
		async show(stage) {
			writeFileSync(join(stage.folder, "plans.xyz"), "a kind of file that nobody knows");
			await to(stage, "Street Party 2026");
			await give(stage, "plans.xyz");
			return asked(stage);
		},
		end: cancel,
	},
	{
		name: "progress",
		isFleeting: true,
		async show(stage) {
			await to(stage, "Mara Lindqvist");
			await give(stage, ...Array(250).fill("harbour-at-dusk.jpg"));
			const place = await until("the progress", async () => {
				for (const frame of stage.page.frames()) if (await frame.$("progress").catch(() => null)) return frame;
				return undefined;
			});
			return { page: stage.page, place };
		},
		async end({ page }) {
			const frame = page.frames().find((one) => one !== page.mainFrame());
			if (frame) await press(frame, "cancel");
		},
	},
	{
		name: "quiet-line",
		async show(stage) {
			await to(stage, "Mara Lindqvist");
			await stage.settings({ rule: "strip", caution: "calm" });
			await give(stage, "harbour-at-dusk.jpg", "from-my-window.jpg");
			return { page: stage.page, place: (await lineShown(stage.page)).frame };
		},
		end: (stage) => stage.settings({}),
	},
	{
		name: "odd-recipient",
		async show(stage) {
			await stage.settings({ rule: "strip", caution: "calm" });
			await to(stage, "Mara Lindqvist");
			for (let times = 0; times < 12; times++) {
				const before = await stage.page.evaluate("document.querySelectorAll('#arrived > li').length");
				await give(stage, "harbour-at-dusk.jpg");
				await stage.page.waitForFunction(`document.querySelectorAll('#arrived > li').length > ${before}`);
			}
			await stage.settings({ caution: "careful" });
			await to(stage, "Street Party 2026");
			await give(stage, "mara-and-me.jpg");
			return asked(stage);
		},
		async end(stage) {
			await cancel(stage);
			await stage.settings({});
		},
	},
];
