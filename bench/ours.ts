// Last Look as a contender, the same for every format.
import type { Contender } from "./row";

/** Takes the file to the stripped one. */
export const lastLook: Contender = { in: "worker", load: async () => (await import("./last-look")).stripping };

/** Reads the stripped one again. */
export const lastLookProof: Contender = { in: "worker", load: async () => (await import("./last-look")).proof };

/** Says everything that the file tells. */
export const lastLookTells: Contender = { in: "worker", load: async () => (await import("./last-look")).telling };

/** Says what it knows first. */
export const lastLookFirst: Contender = { in: "worker", load: async () => (await import("./last-look")).firstAnswer };
