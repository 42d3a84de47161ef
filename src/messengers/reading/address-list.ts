// The addresses of a mail field as text. https://www.rfc-editor.org/rfc/rfc5322#section-3.4, as mail clients write it.
import type { Recipient } from "../../core/conversation";
import { plain } from "./page-text";

const MAX_LIST = 20_000;

/** `"Smirnova, Alice" <alice@example.org>; bob@example.org`: commas and semicolons part, but for those in quotes. */
export function recipientsOf(list: string, field: Recipient["field"]): Recipient[] {
	const entries = list.slice(0, MAX_LIST).match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,;"<])+/gu) ?? [];
	return entries.flatMap((entry) => {
		const [, quoted = "", angled = entry] = /^(.*?)<([^<>]*)>\s*$/su.exec(entry) ?? [];
		const address = plain(angled);
		const name = plain(quoted.replace(/^\s*"(.*)"\s*$/su, "$1").replace(/\\(.)/gsu, "$1")) ?? address;
		return name === undefined ? [] : [recipient(name, address?.includes("@") ? address : undefined, field)];
	});
}

export function recipient(name: string, address: string | undefined, field: Recipient["field"]): Recipient {
	return { name, ...(address === undefined ? {} : { address }), ...(field === undefined ? {} : { field }) };
}
