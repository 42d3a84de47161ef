// Takes the stores' screenshots anew: `node scripts/store-screens.js`. Look at them before you commit them.
import path from "node:path";
import { runnerImport } from "vite";
import { root, run } from "./setup.js";

const status = run(process.execPath, ["scripts/build.js", "test-chrome"]);
if (status !== 0) process.exit(status);
const { module: demo } = await runnerImport(path.join(root, "demo/store-screens.ts"), { root, logLevel: "error" });
await demo.takeStoreScreens(path.join(root, "store/screens"));
