// A place made coarse enough to stay. https://en.wikipedia.org/wiki/Decimal_degrees
import type { Coordinates } from "../../core/coordinates";
import { placeSteps } from "../../core/keep";

/** A place rounded to what a person chose, without its height. */
export function coarse({ latitude, longitude }: Coordinates, to: keyof typeof placeSteps): Coordinates {
	const round = (value: number) => Math.round(value * placeSteps[to]) / placeSteps[to];
	return { latitude: round(latitude), longitude: round(longitude) };
}

/** A coarse place in ISO 6709: `+48.86+002.29/`. https://en.wikipedia.org/wiki/ISO_6709 */
export function coarseIso6709(place: Coordinates, to: keyof typeof placeSteps): string {
	const { latitude, longitude } = coarse(place, to);
	const part = (value: number, digits: number) =>
		`${value < 0 ? "-" : "+"}${Math.abs(value)
			.toFixed(2)
			.padStart(digits + 3, "0")}`;
	return `${part(latitude, 2)}${part(longitude, 3)}/`;
}
