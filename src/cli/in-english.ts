// What a finding says, in English: the extension's screens say it in each language.
import type { Coordinates } from "../core/coordinates";
import type { Phrase, PhrasePart } from "../core/phrase";
import { english, type Sentence } from "../core/phrases-in-english";

/** What a finding says, in English. */
export function inEnglish(value: string | Phrase): string {
	if (typeof value === "string") return value;
	const { key, parts } = value;
	const sentences: Sentence = english[key];
	const [first] = parts;
	const isOne = typeof first === "object" && "count" in first && first.count === 1;
	const sentence = typeof sentences === "string" ? sentences : isOne ? sentences.one : sentences.other;
	return sentence.replace(/\$(\d)/g, (_, number) => partInEnglish(parts[Number(number) - 1] ?? ""));
}

function partInEnglish(part: PhrasePart): string {
	if (typeof part === "string") return part;
	if ("key" in part) return inEnglish(part);
	if ("count" in part) return String(part.count);
	if ("bytes" in part) return size(part.bytes);
	if ("seconds" in part) return duration(part.seconds);
	if ("place" in part) return degrees(part.place);
	const names = part.names.map(inEnglish).join(", ");
	return part.more > 0 ? `${names} and ${part.more} more` : names;
}

function size(bytes: number): string {
	if (bytes < 1000) return `${bytes} bytes`;
	if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `h:mm:ss`, or seconds below a minute. */
function duration(seconds: number): string {
	if (seconds < 60) return `${Math.round(seconds)} s`;
	const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
	const two = (value = 0) => String(value).padStart(2, "0");
	return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Five decimals: about a metre. */
function degrees({ latitude, longitude }: Coordinates): string {
	return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}
