// `npm run bench [ROUNDS]`: measures, prints, and never fails for being slow.
import { runnerImport } from "vite";

const { module } = await runnerImport("./bench/bench.ts", { root: `${import.meta.dirname}/..`, configFile: false });
await module.bench(Number(process.argv[2] ?? 15));
