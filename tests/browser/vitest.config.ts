// Every browser test runs twice: as the project `chromium` and as the project `firefox`.
import { defineConfig } from "vitest/config";

const ROOT = new URL("../..", import.meta.url).pathname;

export default defineConfig({
	root: ROOT,
	test: {
		testTimeout: 120_000,
		hookTimeout: 120_000,
		globalSetup: ["tests/messengers-set-up/install.ts"],
		// A browser uses a core and a half: more at once than two only makes them late.
		maxWorkers: 2,
		projects: (["chromium", "firefox"] as const).map((browser) => ({
			extends: true as const,
			test: {
				name: browser,
				include: ["tests/browser/**/*.test.ts"],
				provide: { browser },
			},
		})),
	},
});
