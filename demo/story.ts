// The demonstration for a machine without a screen: one photo on its way through the guard, told line by line.
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pick } from "../tests/browser/harness/give";
import { type Action, guardOpen, press, shown } from "../tests/browser/harness/guard-frame";
import type { Bench } from "../tests/browser/harness/launch";
import { until } from "../tests/browser/harness/processes";
import type { Demo } from "./server";
import { whatItSays } from "./what-it-says";

type Step = { photo: string; to: string; action: Action | "unasked"; told: string };

const STEPS: readonly Step[] = [
	{ photo: "harbour-at-dusk.jpg", to: "Mara Lindqvist", action: "strip", told: "Strip and attach" },
	{
		photo: "nothing-to-hide.jpg",
		to: "Mara Lindqvist",
		action: "unasked",
		told: "nothing to ask: clean, and Mara is known",
	},
	{ photo: "from-my-window.jpg", to: "Street Party 2026", action: "cancel", told: "Cancel" },
	{ photo: "from-my-window.jpg", to: "Street Party 2026", action: "original", told: "Attach as it is" },
];

const READING_MS = 1000;

/** @param screens - the folder for the screenshots. */
export async function tellStory(bench: Bench, demo: Demo, photos: string, screens: string): Promise<void> {
	mkdirSync(screens, { recursive: true });
	const page = await bench.open(demo.origin);
	let count = 0;
	const screenshot = async () => {
		count += 1;
		const path = join(screens, `${count}.png`);
		await page.screenshot({ path });
		console.log(`    screenshot   ${path}`);
	};
	for (const { photo, to, action, told } of STEPS) {
		const bytes = await readFile(join(photos, photo));
		console.log(`\n${photo} to ${to}`);
		console.log(`    on disk      ${summary(bytes.length, await whatItSays(bytes))}`);
		await page.locator(`#conversations button ::-p-text(${to})`).click();
		const before = demo.delivered.length;
		await pick(page, () => page.click("#clip"), [join(photos, photo)]);
		if (action !== "unasked") {
			const frame = await guardOpen(page);
			const { recipient, files } = await shown(frame);
			console.log(`    asked about  ${recipient}`);
			console.log(`    found        ${files.flatMap((file) => file.findings).join(", ") || "nothing"}`);
			await sleep(READING_MS);
			await screenshot();
			await press(frame, action);
		}
		console.log(`    answer       ${told}`);
		if (action === "cancel") {
			console.log(`    delivered    nothing`);
			continue;
		}
		const arrived = await until("the delivery", () => demo.delivered[before]);
		console.log(`    delivered    ${summary(arrived.bytes.length, arrived.says)}`);
		console.log(
			`                 ${arrived.unchanged ? "the same bytes as on disk" : "the same picture, other bytes"}`,
		);
		await until("the picture", () =>
			page.evaluate(() => [...document.images].every((image) => image.complete) || undefined),
		);
		await screenshot();
	}
}

function summary(size: number, says: readonly { what: string; value: string }[]): string {
	const told = says.map(({ what, value }) => `${what.toLowerCase()} ${value}`).join("; ");
	return `${(size / 1000).toFixed(1)} kB; ${told === "" ? "tells nothing about anybody" : told}`;
}
