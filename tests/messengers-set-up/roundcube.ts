// Roundcube on PHP's own server, a dovecot of its own and an SMTP server that keeps what it is given: Bob writes, Alice receives.
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { findProgram, freePort, start, until, waitForPort } from "../browser/harness/processes";
import { INSTALLED } from "./installed";
import type { Place } from "./messenger";

/** A mail as the server was given it: its recipients by the envelope, its attachments as their bytes. */
export type Delivered = { to: string[]; attachments: { name: string; bytes: Buffer }[] };

export type Webmail = {
	signIn(page: Page): Promise<void>;
	/** Opens a new mail to these addresses. */
	compose(page: Page, ...to: readonly string[]): Promise<Place>;
	/** Adds an address to the open mail. */
	add(page: Page, field: "to" | "cc" | "bcc", address: string): Promise<void>;
	/** Opens an answer to everybody in a mail that has just come. */
	replyToAll(page: Page, mail: { from: string; to: readonly string[]; cc: readonly string[] }): Promise<void>;
	/** Waits until everything attached is uploaded. */
	uploaded(page: Page, count: number): Promise<void>;
	delivered(): readonly Delivered[];
	stop(): Promise<void>;
};

export const attachButton = "#compose-attachments button.attach";
export const sendButton = "#toolbar-menu a.send, .toolbar a.send, button.send";

const PASSWORD = "a-password-of-this-test";
const SENDER = "bob@last-look.test";
const PUBLIC = "/var/lib/roundcube/public_html";
/** The mail store belongs to `www-data`, as dovecot refuses to work for root. */
const MAIL_USER = 33;

/** Dovecot changes users, which only root may. */
export function haveRoundcube(): boolean {
	const programs = ["php", "dovecot"].every((name) => findProgram(name) !== undefined);
	return process.getuid?.() === 0 && programs && existsSync(PUBLIC);
}

export async function startRoundcube(): Promise<Webmail> {
	const folder = mkdtempSync(join(tmpdir(), "last-look-roundcube-"));
	const inside = (name: string) => join(folder, name);
	chmodSync(folder, 0o755);
	for (const name of ["mail", "config", "tmp", "log", "state"]) mkdirSync(inside(name));
	for (const name of ["mail", "tmp", "log"]) chownSync(inside(name), MAIL_USER, MAIL_USER);
	const ports = { imap: await freePort(), smtp: await freePort(), web: await freePort() };

	writeFileSync(inside("dovecot.conf"), dovecotConfig(folder, ports.imap));
	const imap = start(findProgram("dovecot") ?? "dovecot", ["-F", "-c", inside("dovecot.conf")], {
		log: inside("dovecot.out"),
	});
	const mails: Delivered[] = [];
	const smtp = await listenSmtp(ports.smtp, mails);
	writeFileSync(inside("config/config.inc.php"), roundcubeConfig(folder, ports));
	for (const name of ["defaults.inc.php", "mimetypes.php"])
		copyFileSync(`/etc/roundcube/${name}`, inside(`config/${name}`));
	writeFileSync(inside("router.php"), router);
	const web = start(
		findProgram("php") ?? "php",
		[...phpSettings(folder), "-S", `127.0.0.1:${ports.web}`, "-t", PUBLIC, inside("router.php")],
		{
			log: inside("php.log"),
			env: { ...process.env, ROUNDCUBE_CONFIG_DIR: inside("config"), PHP_CLI_SERVER_WORKERS: "4" },
		},
	);
	await Promise.all([waitForPort(ports.imap), waitForPort(ports.web)]);
	const origin = `http://127.0.0.1:${ports.web}`;

	return {
		async signIn(page) {
			await page.goto(origin);
			await page.waitForSelector("#rcmloginuser");
			await page.type("#rcmloginuser", SENDER);
			await page.type("#rcmloginpwd", PASSWORD);
			await page.keyboard.press("Enter");
			await page.waitForSelector("#messagelist");
		},
		async compose(page, ...to) {
			// It warns of what was not sent: nobody is there to answer.
			await page.evaluate("window.onbeforeunload = null");
			// Soon after signing in, a late redirection of its own can take its place.
			await until("a new mail", async () => {
				await page.goto(`${origin}/?_task=mail&_action=compose`);
				const body = await page
					.waitForSelector("#composebody", { visible: true, timeout: 5000 })
					.catch(() => undefined);
				return body ?? undefined;
			});
			await address(page, "#compose_to", to);
			await page.type("#compose-subject", "see attached");
			// The first click elsewhere only ends the typing of what is open.
			await page.click("#composebody");
			return {
				button: attachButton,
				dropZone: "#compose-attachments",
				composer: "#composebody",
			};
		},
		async add(page, field, one) {
			if (field !== "to") {
				// Its field is behind a menu.
				await page.click("a[data-popup=headers-menu]");
				await (await page.waitForSelector(`[data-target=${field}]`, { visible: true }))?.click();
			}
			await address(page, `#compose_${field}`, [one]);
		},
		async replyToAll(page, mail) {
			deliverToSender(folder, mail);
			await page.evaluate("window.onbeforeunload = null");
			await until("the mail to be answered", async () => {
				await page.goto(`${origin}/?_task=mail&_action=compose&_reply_uid=1&_all=all&_mbox=INBOX`);
				return (await page.$("#composebody")) ?? undefined;
			});
			await page.waitForSelector("#compose_to li.recipient");
		},
		async uploaded(page, count) {
			await until("the uploads", () =>
				page.$$eval(
					"#attachment-list li:not(.uploading)",
					(items, wanted) => items.length === wanted || undefined,
					count,
				),
			);
		},
		delivered: () => mails,
		async stop() {
			await new Promise<void>((resolve) => smtp.close(() => resolve()));
			await web.stop();
			await imap.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** Into the mail store itself: nobody else has to send it. */
function deliverToSender(folder: string, mail: { from: string; to: readonly string[]; cc: readonly string[] }): void {
	const file = join(folder, "mail", SENDER, "new", "1.of-this-test");
	const lines = [`From: ${mail.from}`, `To: ${mail.to.join(", ")}`, `Cc: ${mail.cc.join(", ")}`, "Subject: hello"];
	writeFileSync(file, `${lines.join("\n")}\nMessage-ID: <1@elsewhere.test>\n\nhello\n`);
	chownSync(file, MAIL_USER, MAIL_USER);
}

async function address(page: Page, field: string, addresses: readonly string[]): Promise<void> {
	const input = await page.waitForSelector(`${field} li.input input`, { visible: true });
	for (const one of addresses) await input?.type(`${one},`);
}

async function listenSmtp(port: number, mails: Delivered[]): Promise<{ close(done: () => void): void }> {
	const load = createRequire(INSTALLED);
	const { SMTPServer }: SmtpServerModule = load("smtp-server");
	const { simpleParser }: MailParserModule = load("mailparser");
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ["STARTTLS", "AUTH"],
		async onData(stream, session, done) {
			const { attachments } = await simpleParser(stream);
			mails.push({
				to: session.envelope.rcptTo.map(({ address }) => address),
				attachments: attachments.map(({ filename, content }) => ({ name: filename ?? "", bytes: content })),
			});
			done();
		},
	});
	await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
	return server;
}

/** What is used here of two packages that bring no types. */
type SmtpServerModule = {
	SMTPServer: new (options: {
		authOptional: boolean;
		disabledCommands: string[];
		onData(
			stream: NodeJS.ReadableStream,
			session: { envelope: { rcptTo: { address: string }[] } },
			done: () => void,
		): void;
	}) => { listen(port: number, host: string, ready: () => void): void; close(done: () => void): void };
};
type MailParserModule = {
	simpleParser(stream: NodeJS.ReadableStream): Promise<{ attachments: { filename?: string; content: Buffer }[] }>;
};

function dovecotConfig(folder: string, port: number): string {
	return `protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/state/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
first_valid_uid = ${MAIL_USER}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${MAIL_USER} gid=${MAIL_USER} home=${folder}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
}
`;
}

function roundcubeConfig(folder: string, ports: { imap: number; smtp: number }): string {
	const settings = {
		db_dsnw: `sqlite:///${folder}/roundcube.db?mode=0646`,
		imap_host: `127.0.0.1:${ports.imap}`,
		smtp_host: `127.0.0.1:${ports.smtp}`,
		smtp_user: "",
		smtp_pass: "",
		des_key: "a key of this test, long",
		skin: "elastic",
		language: "en_US",
		mail_domain: "last-look.test",
		username_domain: "last-look.test",
		temp_dir: `${folder}/tmp`,
		log_dir: `${folder}/log`,
		max_message_size: "60M",
		sent_mbox: "Sent",
	};
	const lines = Object.entries(settings).map(([name, value]) => `$config['${name}'] = '${value}';`);
	return `<?php\n$config = ['plugins' => [], 'htmleditor' => 0, 'draft_autosave' => 0];\n${lines.join("\n")}\n`;
}

function phpSettings(folder: string): string[] {
	const settings = {
		upload_max_filesize: "60M",
		post_max_size: "64M",
		display_errors: "0",
		"session.save_path": `${folder}/tmp`,
	};
	return Object.entries(settings).flatMap(([name, value]) => ["-d", `${name}=${value}`]);
}

/** PHP's own server serves what lies under its root; the skin's files lie beside it. */
const router = `<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$types = ['js' => 'text/javascript', 'css' => 'text/css', 'png' => 'image/png', 'svg' => 'image/svg+xml', 'gif' => 'image/gif',
	'woff' => 'font/woff', 'woff2' => 'font/woff2', 'html' => 'text/html', 'ico' => 'image/x-icon'];
if (preg_match('#^/(program|skins|plugins)/#', $path)) {
	$file = realpath('/var/lib/roundcube' . $path);
	$type = $types[pathinfo($path, PATHINFO_EXTENSION)] ?? null;
	if ($file === false || $type === null) { http_response_code(404); return true; }
	header('Content-Type: ' . $type);
	readfile($file);
	return true;
}
$index = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
[$_SERVER['SCRIPT_NAME'], $_SERVER['PHP_SELF'], $_SERVER['SCRIPT_FILENAME']] = ['/index.php', '/index.php', $index];
chdir($_SERVER['DOCUMENT_ROOT']);
require $index;
`;
