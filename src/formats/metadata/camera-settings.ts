// How a shot was taken, in one line: the settings that people know, and how many more there are.
import { type Phrase, phrase } from "../../core/phrase";

/** `1/120 s`, `f/1.8`, `ISO 100`, `26 mm`; the name where that is no number. */
export function settingText(name: string, number: number): string {
	if (!Number.isFinite(number)) return name;
	switch (name) {
		case "ExposureTime":
			return number > 0 && number < 1 ? `1/${Math.round(1 / number)} s` : `${number} s`;
		case "FNumber":
			return `f/${number}`;
		case "ISO":
			return `ISO ${number}`;
		default:
			return `${Math.round(number * 10) / 10} mm`;
	}
}

export function settingsInWords(settings: readonly string[], others: number): string | Phrase {
	const told = settings.join(", ");
	if (others === 0) return told;
	const count = { count: others };
	return told === "" ? phrase("moreTags", count) : phrase("andMoreTags", count, told);
}
