// What a machine needs before anything here runs: packages from npm, and programs of the system where they can be had.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..");

/** Debian's package for each program. Servers among them are run by the tests alone, never as daemons. */
const packages = {
	chromium: ["chromium"],
	"firefox-esr": ["firefox-esr"],
	Xvfb: ["xvfb"],
	xdotool: ["xdotool"],
	xclip: ["xclip"],
	python3: ["python3-gi", "gir1.2-gtk-3.0"],
	perl: ["perl"],
	ffmpeg: ["ffmpeg"],
	djxl: ["libjxl-tools"],
	identify: ["imagemagick"],
	mutool: ["mupdf-tools"],
	qpdf: ["qpdf"],
	soffice: ["libreoffice-writer-nogui", "libreoffice-calc-nogui", "libreoffice-impress-nogui"],
	"rsvg-convert": ["librsvg2-bin"],
	ngircd: ["ngircd"],
	prosody: ["prosody"],
	dovecot: ["dovecot-imapd"],
	php: ["php-cli", "php-curl", "php-gd", "php-intl", "php-mbstring", "php-sqlite3", "php-xml", "php-zip"],
	roundcube: ["roundcube-core", "roundcube-sqlite3"],
};

/** Installs npm packages if the lock file has changed since they were. */
export function installPackages() {
	const installed = path.join(root, "node_modules/.package-lock.json");
	const lock = path.join(root, "package-lock.json");
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
	console.log("installing packages");
	run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { shell: process.platform === "win32" });
}

/** Installs programs by apt where that is possible. @returns what is still missing. */
export function installPrograms(names) {
	const missing = names.filter((name) => !have(name));
	if (missing.length === 0 || !canInstall()) return missing;
	const wanted = missing.flatMap((name) => packages[name] ?? []);
	console.log(`installing ${wanted.join(", ")}`);
	withoutDaemons(() => {
		const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
		// A list of months ago has browsers of months ago: Firefox 140 does not tell a test of a file chooser.
		run("apt-get", ["update", "-qq"], options);
		run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...wanted], options);
	});
	return names.filter((name) => !have(name));
}

/** Everything that `npm test` can use. */
export const testPrograms = Object.keys(packages);

/** The line to type where this script may not install. */
export function howToInstall(names) {
	return `apt-get install ${names.flatMap((name) => packages[name] ?? []).join(" ")}`;
}

export function have(name) {
	if (name === "python3") return succeeds("/usr/bin/python3", ["-c", "import gi; gi.require_version('Gtk', '3.0')"]);
	if (name === "roundcube") return existsSync("/var/lib/roundcube/public_html/index.php");
	if (name === "firefox-esr" && succeeds("which", ["firefox"])) return true;
	if (name === "chromium" && ["google-chrome", "microsoft-edge"].some((other) => succeeds("which", [other])))
		return true;
	if (name === "roundcube") return existsSync("/var/lib/roundcube/public_html");
	return succeeds("which", [name]) || existsSync(`/usr/sbin/${name}`);
}

function canInstall() {
	return process.platform === "linux" && process.getuid?.() === 0 && succeeds("which", ["apt-get"]);
}

/** https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt: 101 forbids starting what is installed. */
function withoutDaemons(install) {
	const policy = "/usr/sbin/policy-rc.d";
	const before = existsSync(policy) ? readFileSync(policy) : undefined;
	writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
	try {
		install();
	} finally {
		if (before) writeFileSync(policy, before);
		else rmSync(policy);
	}
}

function succeeds(command, args) {
	return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

export function run(command, args, options = {}) {
	return spawnSync(command, args, { cwd: root, stdio: "inherit", ...options }).status ?? 1;
}
