// What findings say, in the language of the browser.
import type { Coordinates } from "../core/coordinates";
import type { Phrase, PhrasePart } from "../core/phrase";
import { fileSize, language, listed, plural, words } from "./words";

/** A finding's value: text from the file as it is, or as `told` has it; words of ours in this language. */
export function sentence(value: string | Phrase, told = (text: string) => text): string {
	if (typeof value === "string") return told(value);
	const [first] = value.parts;
	const parts = value.parts.map((part) => partInWords(part, told));
	const key = `value_${value.key}`;
	return typeof first === "object" && "count" in first
		? plural(key, first.count, ...parts.slice(1))
		: words(key, ...parts);
}

function partInWords(part: PhrasePart, told: (text: string) => string): string {
	if (typeof part === "string" || "key" in part) return sentence(part, told);
	if ("count" in part) return new Intl.NumberFormat(language()).format(part.count);
	if ("bytes" in part) return fileSize(part.bytes);
	if ("seconds" in part) return duration(part.seconds);
	if ("place" in part) return coordinates(part.place);
	const more = part.more > 0 ? [plural("moreNames", part.more)] : [];
	return listed([...part.names.map((name) => sentence(name, told)), ...more]);
}

function duration(seconds: number): string {
	const format = (value: number, unit: "second" | "minute" | "hour") =>
		new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "short" }).format(value);
	const whole = Math.round(seconds);
	const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
	if (hours > 0) return `${format(hours, "hour")} ${format(minutes, "minute")}`;
	return minutes > 0 ? `${format(minutes, "minute")} ${format(rest, "second")}` : format(rest, "second");
}

/** Five decimals: about a metre. */
function coordinates({ latitude, longitude }: Coordinates): string {
	const format = new Intl.NumberFormat(language(), { minimumFractionDigits: 5, maximumFractionDigits: 5 });
	const separator = format.formatToParts(0.5).some(({ type, value }) => type === "decimal" && value === ",")
		? "; "
		: ", ";
	return [latitude, longitude].map((one) => format.format(one)).join(separator);
}
