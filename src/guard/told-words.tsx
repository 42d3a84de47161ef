// What a quiet line says.
import type { ComponentChild } from "preact";
import type { FindingKind } from "../core/finding";
import { listed, plural, words } from "../platform/words";
import { richPlural } from "../ui/rich-words";
import { whyOdd } from "./odd-recipient";
import { kindsOf, rowsOf, type Told, touchedRows, wayOf } from "./told";

/** More kinds are read by nobody in passing. */
const kindsShown = 2;

export function sentenceOf(told: Told): ComponentChild {
	const way = wayOf(told);
	const rows = touchedRows(told);
	const who = <Who told={told} />;
	const kinds = kindsOf(rows);
	switch (way) {
		case "stripped": {
			const isPhotos = rows.every(({ file }) => file.type.startsWith("image/"));
			return richPlural(isPhotos ? "lineStrippedPhotos" : "lineStripped", rows.length, kindsInWords(kinds), who);
		}
		case "as-is":
			return [
				richPlural("lineAsIs", rowsOf(told).length, who),
				" ",
				kinds.length > 0 ? words("lineLeftIn", kindsInWords(kinds)) : words("lineNotChecked"),
			];
		case "odd": {
			const recipient = told.at(-1)?.recipient;
			return [richPlural("lineWentTo", rowsOf(told).length, who), " ", recipient && whyOdd(recipient.assessment)];
		}
		default:
			return way satisfies never;
	}
}

function Who({ told: [{ attachment }] }: { told: Told }) {
	const { conversation } = attachment;
	return (
		<strong data-recipient={conversation.status === "known" ? conversation.title : undefined}>
			<bdi>{conversation.status === "known" ? conversation.title : attachment.messengerName}</bdi>
		</strong>
	);
}

/** `the place, the device and 3 more`. */
export function kindsInWords(kinds: readonly FindingKind[]): string {
	const more = kinds.length - kindsShown;
	const named = kinds.slice(0, kindsShown).map((kind) => words(`removed_${kind.replaceAll("-", "_")}`));
	return listed(more > 0 ? [...named, plural("moreKinds", more)] : named);
}
