// What a judge counts as left in a document though it is its content: what the default keeps, and words that its pages show.
import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";

/** Comments and tracked changes stay unless they are asked to go, without the names of those who made them. */
const keptByDefault = /(?:comments\/people|tracked changes|tracked-changes)$/;

/** A comment's author is a number there, the place in a list of names that are gone. */
const authorIndexes = /^\d+(?:,\d+)*$/;

/** Times of a ZIP's members are looked for by the members' names, which have to stay. */
const memberTimes = /^zip extra/;

/** @param isAsked - whether comments and changes were asked to go, so that nothing of them is excused. */
export function isContent({ tag = "", value, from = "", string }, output, isAsked) {
	if (memberTimes.test(from)) return true;
	if (!isAsked && keptByDefault.test(tag)) return true;
	if (!isAsked && /comments?\S*\.xml authors$/.test(tag) && authorIndexes.test(String(value))) return true;
	return string !== undefined && output?.endsWith(".epub") === true && wordsOf(output).includes(string);
}

const words = new Map();

/** What the pages of a book show: its title page repeats the title and the author, and stays. */
function wordsOf(path) {
	const known = words.get(path);
	if (known !== undefined) return known;
	const pages = Object.entries(unzipSync(readFileSync(path))).filter(([name]) => /\.x?html?$/.test(name));
	const shown = pages.map(([, page]) => /<body[\s>][\s\S]*/.exec(strFromU8(page))?.[0].replace(/<[^>]*>/g, "") ?? "");
	words.set(path, shown.join("\n"));
	return words.get(path);
}
