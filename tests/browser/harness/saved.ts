// What a page of ours offers to be saved as a file.
import type { Page } from "puppeteer-core";

/** Keeps what the page offers to be saved, in place of the browser's own dialog. */
export function rememberSaved(page: Page): Promise<void> {
	return page.evaluate(() => {
		const make = URL.createObjectURL;
		const files = new Map<string, Blob>();
		URL.createObjectURL = (blob) => {
			const url = make(blob);
			if (blob instanceof Blob) files.set(url, blob);
			return url;
		};
		HTMLAnchorElement.prototype.click = function () {
			const file = files.get(this.href);
			const reader = new FileReader();
			reader.onload = () => {
				document.body.dataset["saved"] = String(reader.result).replace(/^.*,/, "");
			};
			if (file) reader.readAsDataURL(file);
		};
	});
}

/** As Base64, once it has been. */
export async function savedBase64(page: Page): Promise<string> {
	await page.waitForSelector("body[data-saved]");
	return page.$eval("body", (body) => body.dataset["saved"] ?? "");
}
