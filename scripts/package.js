// Packs what the stores want into artifacts/, and the source that builds to the same bytes: `npm run package`.
// What is packed is what HEAD builds to: the source archive is unpacked and built again, and the bytes are compared.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { zipSync } from "fflate";

const root = path.resolve(import.meta.dirname, "..");
const artifacts = path.join(root, "artifacts");
const packages = { chrome: "last-look-chrome.zip", firefox: "last-look-firefox.xpi" };
const sourceName = "last-look-source.zip";

build(root);
const packed = packExtension(root);
fs.mkdirSync(artifacts, { recursive: true });
for (const [name, bytes] of Object.entries(packed)) write(name, bytes);
copyStoreMaterial();

if (fs.existsSync(path.join(root, ".git"))) {
	const source = filesOfHead();
	write(sourceName, zip(source));
	compare(packExtension(buildElsewhere(source)));
} else console.log(`${sourceName} is made from a git checkout only`);

function build(folder) {
	const { status } = spawnSync(process.execPath, ["scripts/build.js", ...Object.keys(packages)], {
		cwd: folder,
		stdio: ["ignore", "ignore", "inherit"],
	});
	if (status !== 0) process.exit(status ?? 1);
}

/** Both extensions as archives, by name. */
function packExtension(folder) {
	return Object.fromEntries(
		Object.entries(packages).map(([mode, name]) => [name, zip(filesOf(path.join(folder, "dist", mode)))]),
	);
}

function filesOf(folder) {
	return fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name))
		.map((file) => ({ name: path.relative(folder, file).replaceAll(path.sep, "/"), bytes: fs.readFileSync(file) }));
}

/** Every file of the last commit, whatever lies around it: `{ name, bytes, executable }`. */
function filesOfHead() {
	const git = (...args) => execFileSync("git", args, { cwd: root, maxBuffer: 2 ** 30 });
	const entries = git("ls-tree", "-r", "-z", "HEAD").toString().split("\0").filter(Boolean);
	return entries.map((entry) => {
		const [, mode, object, name] = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
		if (name === undefined) throw new Error(`not a file: ${entry}`);
		return { name, bytes: git("cat-file", "blob", object), executable: mode === "100755" };
	});
}

/** The same files give the same bytes on any day and machine: sorted, with one date, packed by a library that the lock pins. */
function zip(files) {
	const unix = 3;
	const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
	const entries = sorted.map(({ name, bytes, executable }) => [
		name,
		[bytes, { level: 9, mtime: new Date(1980, 0, 1), os: unix, attrs: (executable ? 0o100755 : 0o100644) << 16 }],
	]);
	return zipSync(Object.fromEntries(entries));
}

/** Builds the files in a folder of their own, with the packages that are installed here. */
function buildElsewhere(files) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), "last-look-source-"));
	process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
	for (const { name, bytes } of files) {
		const file = path.join(folder, name);
		fs.mkdirSync(path.dirname(file), { recursive: true });
		fs.writeFileSync(file, bytes);
	}
	fs.symlinkSync(fs.realpathSync(path.join(root, "node_modules")), path.join(folder, "node_modules"), "junction");
	build(folder);
	return folder;
}

/** Texts, pictures, reasons and policy, as the stores' forms ask for them: store/README.md. */
function copyStoreMaterial() {
	const folder = path.join(artifacts, "store");
	fs.rmSync(folder, { recursive: true, force: true });
	fs.cpSync(path.join(root, "store"), folder, { recursive: true });
	const others = { "privacy.md": "docs/privacy.md", LICENSE: "LICENSE", "icon-128.png": "public/icons/128.png" };
	for (const [name, from] of Object.entries(others)) fs.copyFileSync(path.join(root, from), path.join(folder, name));
	fs.copyFileSync(path.join(root, "dist/chrome/NOTICES.txt"), path.join(folder, "NOTICES.txt"));
	console.log("artifacts/store holds what else the stores ask for");
}

function compare(fromSource) {
	const different = Object.keys(packed).filter((name) => !Buffer.from(packed[name]).equals(fromSource[name]));
	if (different.length === 0) return console.log(`${sourceName} builds to the same bytes`);
	console.error(`${sourceName} builds to other bytes (${different.join(", ")}): is everything committed?`);
	process.exit(1);
}

function write(name, bytes) {
	fs.writeFileSync(path.join(artifacts, name), bytes);
	const size = `${(bytes.length / 1000).toFixed(1)} KB`.padStart(9);
	console.log(`artifacts/${name.padEnd(22)} ${size}  sha256 ${createHash("sha256").update(bytes).digest("hex")}`);
}
