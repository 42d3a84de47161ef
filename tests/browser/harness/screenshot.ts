// What the page looked like when a test failed, left in artifacts/.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "puppeteer-core";
import type { TestContext } from "vitest";

const FOLDER = fileURLToPath(new URL("../../../artifacts/failed/", import.meta.url));

/** For `afterEach`: does nothing after a test that passed. */
export async function keepScreenshot(page: Page | undefined, task: TestContext["task"]): Promise<void> {
	if (task.result?.state !== "fail" || page === undefined) return;
	mkdirSync(FOLDER, { recursive: true });
	const name = `${task.file.projectName}-${task.suite?.name ?? ""}-${task.name}`.replaceAll(/[^\w]+/g, "-");
	await page.screenshot({ path: join(FOLDER, `${name}.png`) }).catch(() => {});
}
