// Tests of what one browser alone has, or can be made to do: in the other they are no tests, not skipped ones.
import { inject, test } from "vitest";
import type { BrowserName } from "./find-browser";

export function testIn(browser: BrowserName, name: string, body: () => Promise<void>): void {
	if (inject("browser") === browser) test(name, body);
}
