// The options, opened as a person does: Firefox lets no test go to such an address by itself.
import type { Browser, Page } from "puppeteer-core";
import { pageWith } from "./launch";

export async function openOptions(browser: Browser): Promise<Page> {
	const welcome = await pageWith(browser, "body.welcome");
	// On a busy machine a click may come to nothing while the page is brought to the front: it is made again.
	for (let tries = 1; ; tries++) {
		await welcome.bringToFront();
		await welcome.click("[data-open-options]");
		const options = await pageWith(browser, "body.options", 10_000).catch((error: unknown) => {
			if (tries === 3) throw error;
		});
		if (!options) continue;
		await options.bringToFront();
		return options;
	}
}

/** From now on what files give away is stripped without a question. */
export async function stripUnasked(browser: Browser): Promise<void> {
	const options = await openOptions(browser);
	await (await options.waitForSelector("input[name=rule][value=strip]"))?.click();
	await options.waitForSelector("input[name=rule][value=strip]:checked");
	await options.close();
}
