// `npm run bench -- [NAME…] [--rounds N]`: measures the rows so named (the start of a name is enough), or all,
// prints, and never fails for being slow.
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { createServer } from "vite";

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: { rounds: { type: "string", default: "15" } },
});
// Some rows are of the extension in a browser: as it is now, not as it was last built.
execFileSync(process.execPath, [`${import.meta.dirname}/../scripts/build.js`, "--test"], { stdio: "ignore" });
// It stays for as long as rows load what they need.
const modules = await createServer({
	root: `${import.meta.dirname}/..`,
	configFile: false,
	appType: "custom",
	optimizeDeps: { noDiscovery: true },
	server: { middlewareMode: true, hmr: false, watch: null, ws: false },
});
try {
	const { bench } = await modules.ssrLoadModule("/bench/bench.ts");
	await bench(positionals, Number(values.rounds));
} finally {
	await modules.close();
}
