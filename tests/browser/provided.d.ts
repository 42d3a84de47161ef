// What vitest.config.ts provides to every browser test.
import type { BrowserName } from "./harness/find-browser";

declare module "vitest" {
	export interface ProvidedContext {
		browser: BrowserName;
	}
}
