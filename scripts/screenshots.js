// Takes the documents' pictures anew: `node scripts/screenshots.js`. Look at them before you commit them.
import path from "node:path";
import { runnerImport } from "vite";
import { root, run } from "./setup.js";

const status = run(process.execPath, ["scripts/build.js", "test-chrome"]);
if (status !== 0) process.exit(status);
const { module: demo } = await runnerImport(path.join(root, "demo/screenshots.ts"), { root, logLevel: "error" });
await demo.takeScreenshots(path.join(root, "docs"));
