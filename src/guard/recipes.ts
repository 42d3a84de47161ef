// How released files are made of the originals, for whoever has these.
import type { Recipe, Recipes } from "../core/guard-port";
import type { Decided } from "./flow";

export function recipesOf({ decision, rows }: Pick<Decided, "decision" | "rows">): Recipes {
	if (decision.action === "cancel") return [];
	return decision.files.map((file, index): Recipe | undefined => {
		const { file: original, examined } = rows[index] ?? {};
		if (!file || file === original || !examined || examined.status !== "ready") return undefined;
		const { name, type, lastModified } = file;
		return { pieces: examined.pieces, name, type, lastModified };
	});
}
