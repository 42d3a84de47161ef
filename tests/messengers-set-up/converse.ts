// Converse.js on a Prosody of its own: Romeo sends; two Juliets, Mercutio and the team receive. Attaching sends at once.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import type { Page } from "puppeteer-core";
import { findProgram, freePort, start, until, waitForPort } from "../browser/harness/processes";
import { serve } from "../browser/harness/serve";
import { createDownloads, type Heard } from "./download";
import { INSTALLED } from "./installed";
import type { Messenger, Place } from "./messenger";
import { listenXmpp, type XmppListener } from "./xmpp-listener";

const PASSWORD = "a password of this test";
const SENDER = "romeo";
const ROOM = "team@conference.localhost";
const PEOPLE = {
	romeo: "Romeo Montague",
	juliet: "Juliet Capulet",
	mercutio: "Mercutio",
	capello: "Juliet Capello",
} as const;
const RECEIVERS = ["juliet", "mercutio", "capello"] as const;

/** The conversations by the title that the page shows, and their address. */
export const CONVERSE_CONVERSATIONS = {
	"Juliet Capulet": "juliet@localhost",
	Mercutio: "mercutio@localhost",
	"Juliet Capello": "capello@localhost",
	team: ROOM,
} as const;

const DIST = `${INSTALLED}node_modules/converse.js/dist/`;
const TYPES: Readonly<Record<string, string>> = {
	".css": "text/css",
	".js": "text/javascript",
	".json": "application/json",
	".svg": "image/svg+xml",
	".wasm": "application/wasm",
};

const OCTETS = "application/octet-stream";

export function haveConverse(): boolean {
	return findProgram("prosody") !== undefined;
}

export async function startConverse(): Promise<Messenger> {
	const folder = mkdtempSync(join(tmpdir(), "last-look-converse-"));
	const ports = { client: await freePort(), http: await freePort() };
	writePeople(folder);
	writeFileSync(join(folder, "prosody.cfg.lua"), prosodyConfig(folder, ports));
	const asRoot = process.getuid?.() === 0 ? ["--root"] : [];
	const prosody = start(
		findProgram("prosody") ?? "prosody",
		[...asRoot, "--config", join(folder, "prosody.cfg.lua"), "-F"],
		{ log: join(folder, "prosody.out.log") },
	);
	const site = await serve((request, response) => {
		const { pathname } = new URL(request.url ?? "/", "http://localhost");
		if (pathname === "/")
			return response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page(ports.http));
		const file = join(DIST, normalize(pathname.replace(/^\/dist/, "")));
		readFile(file).then(
			(content) => response.writeHead(200, { "content-type": TYPES[extname(file)] ?? OCTETS }).end(content),
			() => response.writeHead(404).end(),
		);
	});
	await waitForPort(ports.client);
	await waitForPort(ports.http);
	const heard: Heard[] = [];
	const listeners: XmppListener[] = [];
	for (const user of RECEIVERS) {
		const rooms = user === "juliet" ? [ROOM] : [];
		const hear = (one: Heard) => heard.push(one);
		listeners.push(await listenXmpp({ port: ports.client, user, password: PASSWORD, rooms, hear }));
	}
	const downloads = createDownloads();
	return {
		async signIn(page) {
			await page.goto(site.origin);
			await until("Converse's contacts", () =>
				page.evaluate(
					() => document.querySelector("converse-roster .open-chat, .list-item.contact") !== null || undefined,
				),
			);
		},
		open,
		openBehind,
		async send() {},
		arrived: () => downloads(heard),
		async stop() {
			for (const listener of listeners) listener.stop();
			await site.close();
			await prosody.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

async function open(page: Page, title: string): Promise<Place> {
	const { box, entry } = selectorsOf(title);
	const toolbar = await page.$(`${box} converse-chat-toolbar`);
	if (toolbar === null || !(await toolbar.isVisible())) await (await page.waitForSelector(entry))?.click();
	return placeIn(page, box);
}

async function openBehind(page: Page, title: string): Promise<void> {
	const { box, entry } = selectorsOf(title);
	await page.$eval(entry, (element) => element instanceof HTMLElement && element.click());
	await placeIn(page, box);
}

async function placeIn(page: Page, box: string): Promise<Place> {
	const composer = `${box} .chat-textarea`;
	await page.waitForSelector(`${box} converse-chat-toolbar`, { visible: true });
	await page.waitForSelector(composer, { visible: true });
	return {
		button: `${box} converse-chat-toolbar button[title="Choose a file to send"]`,
		dropZone: composer,
		composer,
	};
}

function selectorsOf(title: string): { box: string; entry: string } {
	const address = Object.entries(CONVERSE_CONVERSATIONS).find(([shown]) => shown === title)?.[1];
	if (address === undefined) throw new Error(`no conversation called ${title}`);
	return address === ROOM
		? { box: `converse-muc[jid="${address}"]`, entry: `#controlbox [data-room-jid="${address}"] a` }
		: { box: `converse-chat[jid="${address}"]`, entry: `#controlbox [data-jid="${address}"]` };
}

/** Accounts and contacts as Prosody's own files: four users who have accepted one another. */
function writePeople(folder: string): void {
	for (const kind of ["accounts", "roster"]) mkdirSync(join(folder, "data", "localhost", kind), { recursive: true });
	for (const user of Object.keys(PEOPLE)) {
		const contacts = Object.entries(PEOPLE)
			.filter(([other]) => other !== user)
			.map(([other, name]) => `["${other}@localhost"] = { subscription = "both"; name = "${name}"; groups = {} };`);
		const write = (kind: string, content: string) =>
			writeFileSync(join(folder, "data", "localhost", kind, `${user}.dat`), `return { ${content} };\n`);
		write("accounts", `["password"] = "${PASSWORD}"`);
		write("roster", `[false] = { version = 1; pending = {} }; ${contacts.join(" ")}`);
	}
}

function prosodyConfig(folder: string, ports: { client: number; http: number }): string {
	return `
run_as_root = true
daemonize = false
pidfile = "${folder}/prosody.pid"
data_path = "${folder}/data"
certificates = "${folder}"
log = { info = "${folder}/prosody.log" }
interfaces = { "127.0.0.1" }
c2s_ports = { ${ports.client} }
s2s_ports = { }
http_ports = { ${ports.http} }
http_interfaces = { "127.0.0.1" }
https_ports = { }
modules_enabled = { "disco", "roster", "saslauth", "ping", "websocket", "http", "pep", "private", "carbons", "bookmarks", "vcard4", "vcard_legacy", "posix" }
modules_disabled = { "s2s" }
authentication = "internal_plain"
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
consider_websocket_secure = true
cross_domain_websocket = true
http_default_host = "localhost"
http_external_url = "http://127.0.0.1:${ports.http}/"
VirtualHost "localhost"
Component "conference.localhost" "muc"
	restrict_room_creation = false
	muc_room_default_persistent = true
Component "upload.localhost" "http_file_share"
	http_host = "localhost"
	http_paths = { file_share = "/file_share" }
	http_file_share_size_limit = 512*1024*1024
	http_file_share_daily_quota = 4096*1024*1024
`;
}

function page(port: number): string {
	const settings = {
		allow_non_roster_messaging: true,
		assets_path: "/dist/",
		authentication: "login",
		auto_join_rooms: [{ jid: ROOM, nick: SENDER }],
		auto_login: true,
		clear_cache_on_logout: true,
		discover_connection_methods: false,
		i18n: "en",
		jid: `${SENDER}@localhost`,
		loglevel: "error",
		omemo_default: false,
		password: PASSWORD,
		play_sounds: false,
		view_mode: "fullscreen",
		websocket_url: `ws://127.0.0.1:${port}/xmpp-websocket`,
	};
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Converse</title>
<link rel="stylesheet" href="/dist/converse.min.css"></head>
<body class="converse-fullscreen"><div id="conversejs-bg"></div>
<script type="module">
// Converse takes drops but does not say so while dragging, and Firefox then drops nothing.
addEventListener("dragover", (event) => event.preventDefault());
import converse from "/dist/converse.min.js";
(converse ?? window.converse).initialize(${JSON.stringify(settings)});
</script></body></html>`;
}
