// Released files, made once more of the originals that are here. A file that was put together in another process goes to the
// page as one long stream: Firefox now and then never ends a read that begins behind its first piece, and reads the whole
// four times as slowly (140, measured).
import type { Decision } from "../core/attachment";
import type { Recipes } from "../core/guard-port";

/** The decision with every file that has a recipe made here. */
export function madeHere(decision: Decision, recipes: Recipes, originals: readonly File[]): Decision {
	if (decision.action === "cancel") return decision;
	const files = decision.files.map((file, index) => {
		const [recipe, original] = [recipes[index], originals[index]];
		if (!recipe || !original) return file;
		const { pieces, name, ...rest } = recipe;
		const parts = pieces.map((piece) => ("start" in piece ? original.slice(piece.start, piece.end) : piece));
		return new File(parts, name, rest);
	});
	return { action: "release", files };
}
