// Unit tests: pure Node, everywhere. The browser tests have a configuration of their own beside them.
import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		// Some start ExifTool and ffmpeg, on machines that do other things too.
		testTimeout: 60_000,
		include: ["tests/**/*.test.ts"],
		exclude: [...configDefaults.exclude, "tests/browser/**", "tests/messengers-set-up/**"],
	},
});
