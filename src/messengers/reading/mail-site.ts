// A mail page as a table: a mail goes to the addresses in its fields, whatever the window is called.
import type { Conversation, Recipient, UntoldReason } from "../../core/conversation";
import { recipient, recipientsOf } from "./address-list";
import { plain } from "./page-text";
import type { Place } from "./place";
import { isWritable, scopeOf } from "./scope";
import { adapterBy, type SiteAdapter, type SiteBase } from "./site";

export type MailSite = SiteBase & {
	/** The fields themselves: a page without any is not understood, a page with empty ones has no recipient yet. */
	readonly fields: Readonly<Record<NonNullable<Recipient["field"]>, string>>;
	/** A recipient, inside a field; the same outside every field would be one that we overlook. */
	readonly chip?: string;
	/** What is drawn once for every recipient, where fields hold text: more of them than recipients, and we overlook. */
	readonly drawn?: string;
	/** Where a chip says its name and its address, and what reads them: `readChip`. */
	readonly chipSays?: readonly Place[];
	readonly readChip?: (chip: Element, says: readonly Place[], page: Document) => NameAndAddress | undefined;
	/** The inputs that keep addresses as text: all of them, or those that are typed and not yet a chip. */
	readonly typed?: string;
	/** What finds them where they stand as text between the chips instead: `typedBetween`. */
	readonly typedIn?: (field: Element, chips: readonly Element[]) => string[];
};

export type NameAndAddress = { name: string; address: string | undefined };

/** The adapter of a mail page; each of its conversations is the set of addresses that the mail goes to. */
export function mailAdapterOf(table: () => MailSite): SiteAdapter {
	return adapterBy(table, readMail);
}

function readMail(site: MailSite, target: Element, page: Document): Conversation {
	const untold = (reason: UntoldReason): Conversation => ({ status: "untold", messenger: site.id, reason });
	const scope = scopeOf(site, target, page);
	if (scope === "ambiguous") return untold("ambiguous");
	const notFound = isWritable(site, target, page) ? "page-not-understood" : "no-conversation-open";
	if (scope === undefined) return untold(notFound);
	const fields = (["to", "cc", "bcc"] as const).flatMap((field) => {
		return Array.from(scope.querySelectorAll(site.fields[field]), (element) => ({ field, element }));
	});
	if (fields.length === 0) return untold(notFound);
	const chips = selectAll(scope, site.chip);
	const inFields = fields.flatMap(({ field, element }) =>
		selectAll(element, site.chip).map((chip) => recipientOf(site, chip, field, page)),
	);
	const typed = fields.flatMap(({ field, element }) =>
		typedIn(site, element).flatMap((text) => recipientsOf(text, field)),
	);
	const recipients = [...inFields.filter((chip) => chip !== undefined), ...typed];
	const isOverlooked = inFields.length < chips.length || inFields.includes(undefined);
	if (isOverlooked || recipients.length < selectAll(scope, site.drawn).length) return untold("page-not-understood");
	const title = plain(recipients.map(({ name }) => name).join(", "));
	if (title === undefined) return untold("no-recipient");
	return {
		status: "known",
		messenger: site.id,
		id: recipients.map(idOf).sort().join(" "),
		keyedBy: recipients.every(({ address }) => address !== undefined) ? "id" : "name",
		title,
		kind: "email",
		recipients,
		memberCount: recipients.length,
		isSelf: false,
		security: "not-end-to-end",
		sendsAs: "file",
	};
}

function recipientOf(site: MailSite, chip: Element, field: Recipient["field"], page: Document): Recipient | undefined {
	const read = site.readChip?.(chip, site.chipSays ?? [], page);
	return read && recipient(read.name, read.address, field);
}

function typedIn(site: MailSite, field: Element): string[] {
	if (site.typedIn) return site.typedIn(field, selectAll(field, site.chip));
	const inputs = site.typed !== undefined && field.matches(site.typed) ? [field] : selectAll(field, site.typed);
	return inputs.flatMap((input) => ("value" in input && typeof input.value === "string" ? [input.value] : []));
}

const selectAll = (part: Element, css: string | undefined): Element[] =>
	css === undefined ? [] : Array.from(part.querySelectorAll(css));

const idOf = ({ address, name }: Recipient) => (address ?? `name:${name}`).toLowerCase();
