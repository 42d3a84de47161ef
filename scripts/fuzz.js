// Damages fixtures of every format at random and strips them: npm run fuzz [-- CASES [FORMAT]], 10,000 cases per format if not told.
import { spawnSync } from "node:child_process";

const [cases = "10000", format = ""] = process.argv.slice(2);
const words = ["vitest", "run", "tests/formats/properties.test.ts", ...(format ? ["-t", `^${format} `] : [])];
const { status } = spawnSync("npx", words, {
	stdio: "inherit",
	shell: process.platform === "win32",
	env: { ...process.env, LAST_LOOK_FUZZ: cases },
});
process.exit(status ?? 1);
