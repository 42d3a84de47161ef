// Addresses in an SVG: what it would fetch, and whom it names. https://www.w3.org/TR/SVG2/conform.html#secure-static-mode
//
// A messenger shows an SVG as a picture, and as one it fetches nothing, in any browser. Opened in a tab of its own it does
// fetch its pictures, styles and fonts: they are part of what is seen there, so they stay as a linked picture of a document
// does, and are told, since whoever runs that server learns who opens the file, by an address that may name its sender.

/** Attributes whose whole value is an address or a list of such; the last ones set one of the others in an animation. */
const addressed: ReadonlySet<string> = new Set("href src srcset poster base to from by values".split(" "));
const remote = /^[\0- ]*(?:(?:https?|ftp|wss?):|\/[\\/][^\s\\/])/i; // `\\` is a folder in a network
const contact = /^[\0- ]*(?:mailto|tel|smsto?|callto|facetime|sips?|skype|xmpp|matrix|tg|whatsapp):./i;
/** In style: behind `url(`, behind `@import`, and the strings that functions such as `image-set` take. */
const styled = /(?:url\(\s*["']?|@import\s+["']|[(,]\s*["'])\s*([^"')\s]+)/gi;
const namespaces = /@namespace[^;]*;|\/\*[\s\S]*?\*\//gi;

export function isRemote(address: string): boolean {
	return remote.test(address);
}

/** What an attribute fetches, and who a link would write to or call; a link to a page is content, and followed by nobody unasked. */
export function addressesIn(element: string, name: string, value: string): { fetched: string[]; contacts: string[] } {
	if (!addressed.has(name)) return { fetched: fetchedByStyle(value), contacts: [] };
	const all = /^(?:srcset|values)$/.test(name) ? value.split(/[;,]\s*/) : [value];
	const plain = all.map((one) => one.replace(/[\t\n\r]/g, "").trim()); // as browsers read an address
	return {
		fetched: /^(?:a|area)$/.test(element) ? [] : plain.filter(isRemote),
		contacts: plain.filter((one) => contact.test(one)),
	};
}

/** What a style fetches, however it is escaped. */
export function fetchedByStyle(style: string): string[] {
	if (!/[\\/]/.test(style)) return [];
	const plain = style
		.replace(namespaces, "")
		.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/gi, (_, hex: string | undefined, other = "") =>
			hex === undefined ? other : String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
		);
	return [...plain.matchAll(styled)].flatMap(([, address = ""]) => (isRemote(address) ? [address] : []));
}
