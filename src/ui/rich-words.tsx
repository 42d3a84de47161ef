// Words with elements in them: a name that stands out, wherever a language puts it in its sentence.
import { type ComponentChild, Fragment } from "preact";
import { plural, words } from "../platform/words";

/** Private-use characters, which no message holds, mark the places; a range of them is enough for any sentence. */
const firstMark = 0xe000;

/** The text of a key for a count, which is `$1`; the elements follow from `$2`. */
export function richPlural(key: string, count: number, ...parts: ComponentChild[]): ComponentChild {
	return filled(plural(key, count, ...parts.map(markOf)), parts);
}

/** The text of a key, with elements from `$1` on. */
export function richWords(key: string, ...parts: ComponentChild[]): ComponentChild {
	return filled(words(key, ...parts.map(markOf)), parts);
}

function markOf(_part: ComponentChild, index: number): string {
	return String.fromCharCode(firstMark + index);
}

function filled(text: string, parts: readonly ComponentChild[]): ComponentChild {
	return [...text.matchAll(/[\ue000-\ue0ff]|[^\ue000-\ue0ff]+/gu)].map(([piece], index) => {
		const part = parts[piece.charCodeAt(0) - firstMark];
		return <Fragment key={index}>{part === undefined ? piece : part}</Fragment>;
	});
}
