// A second XMPP client, as small as one can be: signs in without TLS, joins rooms, and hears who is sent which link.
import { connect } from "node:net";
import { until } from "../browser/harness/processes";
import type { Heard } from "./download";

/** In what was heard `to` is the room of a group message, the listener's own address for a direct one. */
export type XmppListener = { stop(): void };

export async function listenXmpp(options: {
	port: number;
	user: string;
	password: string;
	rooms: readonly string[];
	hear(heard: Heard): void;
}): Promise<XmppListener> {
	const { port, user, password, rooms, hear } = options;
	const self = `${user}@localhost`;
	const socket = connect(port, "127.0.0.1");
	let unread = "";
	let answered = "";
	socket.setEncoding("utf8");
	socket.on("error", () => socket.destroy());
	socket.on("data", (text: string) => {
		unread += text;
		answered += text;
		for (const [stanza] of unread.matchAll(MESSAGE)) note(stanza);
		unread = unread.slice(lastEnd(unread));
	});

	const note = (stanza: string) => {
		const from = /\bfrom=['"]([^'"/]+)/.exec(stanza)?.[1];
		const link = /<body[^>]*>\s*(https?:[^<\s]+)/.exec(stanza)?.[1];
		if (from === undefined || link === undefined) return;
		const isGroup = /\btype=['"]groupchat['"]/.test(stanza);
		hear({ to: isGroup ? from : self, link: link.replaceAll("&amp;", "&") });
	};
	const say = async (text: string, answer: RegExp) => {
		answered = "";
		socket.write(text);
		await until(`${answer} from the XMPP server`, () => answer.test(answered) || undefined);
	};
	const credentials = Buffer.from(`\0${user}\0${password}`).toString("base64");
	await say(OPEN, /<\/stream:features>/);
	await say(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${credentials}</auth>`, /<success/);
	await say(OPEN, /<\/stream:features>/);
	await say("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", /<iq[^>]*result/);
	socket.write("<presence/>");
	for (const room of rooms)
		await say(
			`<presence to='${room}/${user}'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>`,
			/status code=['"]110['"]/,
		);
	// A room that was just made is locked until its owner takes the standard settings.
	for (const room of rooms)
		await say(
			`<iq type='set' id='c' to='${room}'><query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>`,
			/<iq[^>]*id=['"]c['"]/,
		);
	return { stop: () => void socket.destroy() };
}

const OPEN =
	"<stream:stream to='localhost' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
const MESSAGE = /<message\b.*?<\/message>/gs;

function lastEnd(text: string): number {
	const end = text.lastIndexOf("</message>");
	return end < 0 ? 0 : end + "</message>".length;
}
