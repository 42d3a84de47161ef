// Recipients as chips in a mail's fields: a name to see, an address behind it.
import type { NameAndAddress } from "./mail-site";
import { type Place, valuesAt } from "./place";

/** The address is what has an @, wherever a chip says it; undefined for a chip that says nothing. */
export function readChip(chip: Element, says: readonly Place[], page: Document): NameAndAddress | undefined {
	const texts = says.flatMap((place) => valuesAt(place, { scope: chip, page }));
	const address = texts.find((text) => text.includes("@"));
	const name = texts.find((text) => !text.includes("@")) ?? address;
	return name === undefined ? undefined : { name, address };
}

/** What looks like an address in a field's own text, outside its chips. */
export function typedBetween(field: Element, chips: readonly Element[]): string[] {
	const words = chips.reduce((text, chip) => text.replace(chip.textContent ?? "", " "), field.textContent ?? "");
	return words.match(/[^\s<>,;"]+@[^\s<>,;"]+/gu) ?? [];
}
