// Takes the documents' pictures anew: `node scripts/screenshots.js [STATE…] [LOOK…]`, all where none is named.
// Look at them before you commit them.
import path from "node:path";
import { runnerImport } from "vite";
import { root, run } from "./setup.js";

const named = process.argv.slice(2);
const status = run(process.execPath, ["scripts/build.js", "--test"]);
if (status !== 0) process.exit(status);
const load = async (file) => (await runnerImport(path.join(root, file), { root, logLevel: "error" })).module;
if (named.length === 0) await (await load("demo/screenshots.ts")).takeScreenshots(path.join(root, "docs"));
await (await load("demo/screens.ts")).takeScreens(path.join(root, "docs/screens"), named);
