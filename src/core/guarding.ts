// What the always-on scripts need to know of the settings: whether to guard, and what to do when the guard itself fails.

export type Guarding = {
	/** What happens to a file when the guard itself fails: held until the person says so, or let go with a warning. */
	whenGuardFails: "hold" | "release";
	/** Adapter ids of messengers that are not guarded. */
	unguarded: readonly string[];
};

export const defaultGuarding: Guarding = { whenGuardFails: "hold", unguarded: [] };

/** From storage, whatever is there: what is not understood is the default, which guards everything. */
export function parseGuarding(stored: unknown): Guarding {
	const { whenGuardFails, unguarded }: { [key in keyof Guarding]?: unknown } = Object(stored);
	return {
		whenGuardFails: whenGuardFails === "release" ? "release" : "hold",
		unguarded: Array.isArray(unguarded) ? unguarded.filter((id) => typeof id === "string") : [],
	};
}
