// A place made coarse enough to stay, and how to know one that was. https://en.wikipedia.org/wiki/Decimal_degrees
import type { Coordinates } from "../../core/finding";

/** Decimals of a degree: 0.01° is about 1 km, 0.1° about 10. */
const decimals = { "1km": 2, "10km": 1 } as const;

/** A place rounded to what a person chose, without its height. */
export function coarse({ latitude, longitude }: Coordinates, to: keyof typeof decimals): Coordinates {
	const round = (value: number) => Number(value.toFixed(decimals[to]));
	return { latitude: round(latitude), longitude: round(longitude) };
}

/** Whether coordinates are no finer than 0.01°, as they are when they were kept coarse. */
export function isCoarse({ latitude, longitude, altitude }: Coordinates): boolean {
	const isRound = (value: number) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6;
	return altitude === undefined && isRound(latitude) && isRound(longitude);
}

/** A coarse place in ISO 6709: `+48.86+002.29/`. https://en.wikipedia.org/wiki/ISO_6709 */
export function coarseIso6709(place: Coordinates, to: keyof typeof decimals): string {
	const { latitude, longitude } = coarse(place, to);
	const part = (value: number, digits: number) =>
		`${value < 0 ? "-" : "+"}${Math.abs(value)
			.toFixed(2)
			.padStart(digits + 3, "0")}`;
	return `${part(latitude, 2)}${part(longitude, 3)}/`;
}
