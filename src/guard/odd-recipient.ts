// Why a recipient looks odd, in words: one sentence, on the most telling reason that can be put into one.
import { language, listed, plural, words } from "../platform/words";
import type { Assessment } from "../recipients/assess";
import type { Reason } from "../recipients/reasons";

/** Nothing where the recipient is as usual, or only worth a look for what needs no words. */
export function whyOdd({ risk, reasons, recipients }: Assessment): string | undefined {
	if (risk === "usual") return undefined;
	for (const reason of reasons) {
		const sentence = sentenceFor(reason);
		if (sentence === undefined) continue;
		// Of several it is said which one.
		const about = recipients.length > 1 && recipients.find((one) => one.reasons.includes(reason));
		return about ? words("odd_about", about.target.name, sentence) : sentence;
	}
	return risk === "odd" ? words("odd_unusual") : undefined;
}

/** A sentence for a reason; none for what explains nothing by itself. */
function sentenceFor(reason: Reason): string | undefined {
	switch (reason.reason) {
		case "looks-like":
			return reason.sends === 0
				? words("odd_looks_like_new", reason.likely, times(reason.likelySends))
				: words("odd_looks_like", reason.likely, times(reason.likelySends), times(reason.sends));
		case "look-alike-domain":
			return words("odd_look_alike_domain", reason.domain, reason.like);
		case "greets-other":
			return words("odd_greets_other", reason.greeted, reason.likely);
		case "file-names-other":
			return words("odd_file_names_other", reason.likely);
		case "changed-since-pick":
			return words("odd_changed_since_pick", reason.from);
		case "left-open":
			return words("odd_left_open", reason.likely);
		case "just-arrived":
			return words("odd_just_arrived", reason.from);
		case "still-open":
			return words("odd_still_open", duration(reason.minutes), reason.likely);
		case "suits-other":
			return words("odd_suits_other", reason.likely);
		case "not-with-these":
			return words("odd_not_with_these", listed(reason.others));
		case "missing":
			return words("odd_missing", listed(reason.names));
		case "other-address":
			return words("odd_other_address", reason.usual, reason.address);
		case "outside-organisation":
			return words("odd_outside_organisation", reason.domain, reason.usual);
		case "many-open-recipients":
			return words("odd_many_open_recipients", reason.count);
		case "first-private-file":
			return words("odd_first_private_file");
		case "many-readers":
			return words("odd_many_readers");
		case "grown":
			return words("odd_grown", reason.before, reason.members);
		case "carriers-can-read":
			return words("odd_carriers_can_read");
		case "just-sent-to-other":
			return words("odd_just_sent_to_other", reason.other);
		case "other-account":
		case "unusual-kind":
		case "unusual-hour":
		case "long-ago":
		case "first-file":
		case "first-time":
			return undefined;
		default:
			return reason satisfies never;
	}
}

function times(count: number): string {
	return plural("times", count);
}

function duration(minutes: number): string {
	const [count, unit] = minutes < 120 ? [minutes, "minute"] : [Math.floor(minutes / 60), "hour"];
	return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(count);
}
