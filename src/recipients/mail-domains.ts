// Mail domains that are taken for others: a typo (`gmial.com`), look-alike letters (`pаypal.com`), another ending.
import { editDistance } from "./compare-names";
import type { History } from "./history";
import { skeletonOf } from "./name-form";
import { readableDomain } from "./punycode";

// Where people's private mailboxes are: the domains that typos are made of.
const providers: ReadonlySet<string> = new Set(
	(
		"gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com " +
		"proton.me protonmail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.ru yandex.ru bk.ru orange.fr " +
		"free.fr laposte.net wanadoo.fr sfr.fr libero.it virgilio.it wp.pl o2.pl onet.pl interia.pl seznam.cz naver.com daum.net " +
		"qq.com 163.com 126.com sina.com rediffmail.com comcast.net verizon.net att.net mail.com zoho.com fastmail.com tutanota.com posteo.de"
	).split(" "),
);

export function domainOf(address: string): string {
	return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** How many sends went to each domain. */
export function usedDomains({ account, contacts }: History): Map<string, number> {
	const used = new Map<string, number>();
	for (const key of new Set([...account.recent, ...account.frequent])) {
		const contact = contacts.get(key);
		if (contact?.address === undefined) continue;
		const domain = domainOf(contact.address);
		used.set(domain, (used.get(domain) ?? 0) + contact.sends);
	}
	return used;
}

/** The domain that this one is easily taken for: one in use or a well-known provider; nothing for one used itself. */
export function lookAlikeDomain(domain: string, used: ReadonlyMap<string, number>): string | undefined {
	if (used.has(domain) || providers.has(domain)) return undefined;
	const byUse = [...used].sort((a, b) => b[1] - a[1]).map(([name]) => name);
	return [...byUse, ...providers].find((known) => looksLike(readableDomain(domain), readableDomain(known)));
}

const shortestTypo = 5;

function looksLike(domain: string, known: string): boolean {
	if (skeletonOf(domain) === skeletonOf(known)) return !isSisterOf(domain, known);
	// gmail.com.example.net is a part of example.net, whatever it begins with.
	if (domain.startsWith(`${known}.`) && domain.slice(known.length + 1).includes(".")) return true;
	if (isSisterOf(domain, known)) return false;
	const [name, ending] = halves(domain);
	const [knownName, knownEnding] = halves(known);
	// bank.com and bonk.com are two honest neighbours: only names of some length can be told to be typos.
	if (ending === knownEnding) {
		const most = knownName.length >= 10 ? 2 : 1;
		return knownName.length >= shortestTypo && editDistance(name, knownName, most) <= most;
	}
	const isTypoOfEnding = editDistance(ending, knownEnding, 1) <= 1 && /^(com|net|org)$/.test(knownEnding);
	return name === knownName && isTypoOfEnding;
}

/** Second levels under which everybody may have a domain: `co` of `co.uk`. */
const openSecondLevels: ReadonlySet<string> = new Set(
	"co com org net ac edu gov gob go or ne ltd plc sch asso nom".split(" "),
);

/** Both are parts of one domain, and so whoever has it gives them: students.example.edu and student.example.edu. */
function isSisterOf(domain: string, known: string): boolean {
	const shared = domain.slice(domain.indexOf(".") + 1);
	const [first = "", ...rest] = shared.split(".");
	return rest.length > 0 && !openSecondLevels.has(first) && known.endsWith(`.${shared}`);
}

function halves(domain: string): [name: string, ending: string] {
	const dot = domain.indexOf(".");
	return dot < 0 ? [domain, ""] : [domain.slice(0, dot), domain.slice(dot + 1)];
}

/** The domain that nearly all mail goes to, once there is enough of it. */
export function ownOrganisation(used: ReadonlyMap<string, number>): string | undefined {
	const all = [...used.values()].reduce((sum, sends) => sum + sends, 0);
	const [most] = [...used].sort((a, b) => b[1] - a[1]);
	if (most === undefined || all < 20 || most[1] < 0.6 * all || providers.has(most[0])) return undefined;
	return most[0];
}
