// Unit tests: pure Node, everywhere. The browser tests have a configuration of their own beside them.
import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["tests/**/*.test.ts"],
		exclude: [...configDefaults.exclude, "tests/browser/**", "tests/messengers-set-up/**"],
	},
});
