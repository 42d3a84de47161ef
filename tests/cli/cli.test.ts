// The command line, as a person or a script runs it: built, in a process of its own.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { dirtyDocx } from "../fixtures/office";
import { cleanPhoto, gpsPhoto } from "../fixtures/photo";

let built = "";
let folder = "";

beforeAll(async () => {
	built = mkdtempSync(join(tmpdir(), "last-look-cli-"));
	await build({ mode: "cli", logLevel: "error", build: { outDir: built } });
	return () => rmSync(built, { recursive: true });
}, 60_000);

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "last-look-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(...words: readonly string[]): { code: number | null; lines: string[]; errors: string } {
	const { status, stdout, stderr } = spawnSync("node", [join(built, "last-look.js"), ...words], { encoding: "utf8" });
	return { code: status, lines: stdout.trim().split("\n"), errors: stderr };
}

function file(name: string, content: Uint8Array | string): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

test("inspect --json says one line per file, and the exit code tells whether all were checked", () => {
	const dirty = file("dirty.jpg", gpsPhoto());
	const clean = file("clean.jpg", cleanPhoto());
	const { code, lines } = run("inspect", "--json", dirty, clean);
	expect(code).toBe(0);
	const [first, second] = lines.map((line) => JSON.parse(line));
	expect(first).toMatchObject({ file: dirty, format: "jpeg", status: "found" });
	expect(first.findings[0]).toEqual({
		kind: "location",
		source: "Exif",
		tag: "GPSPosition",
		value: "48.85840, 2.29450 (35 m above sea level)",
		severity: "high",
	});
	expect(second).toEqual({ file: clean, format: "jpeg", status: "clean", findings: [] });
});

test("what cannot be checked is said in words and by exit code 1", () => {
	const text = file("text.jpg", "no picture at all");
	const empty = file("empty.jpg", "");
	const { code, lines } = run("inspect", "--json", text, empty, join(folder, "missing.jpg"));
	expect(code).toBe(1);
	expect(lines.map((line) => JSON.parse(line))).toMatchObject([
		{ status: "unsupported", format: "unknown", reason: expect.stringContaining("not known") },
		{ status: "failed", reason: expect.stringContaining("empty") },
		{ status: "failed", reason: expect.stringContaining("cannot be read") },
	]);
});

test("strip writes beside the original and never over anything", () => {
	const dirty = file("dirty.jpg", gpsPhoto());
	const first = JSON.parse(run("strip", "--json", dirty).lines[0] ?? "");
	const second = JSON.parse(run("strip", "--json", dirty).lines[0] ?? "");
	expect(first).toMatchObject({ status: "stripped", output: join(folder, "dirty.stripped.jpg") });
	expect(second.output).toBe(join(folder, "dirty.stripped-2.jpg"));
	expect(new Uint8Array(readFileSync(dirty))).toEqual(gpsPhoto());
	expect(JSON.parse(run("inspect", "--json", first.output).lines[0] ?? "")).toMatchObject({ status: "clean" });
});

test("strip --out keeps the name, and a clean file's copy is the same bytes", () => {
	const clean = file("clean.jpg", cleanPhoto());
	const out = join(folder, "out");
	const { code, lines } = run("strip", "--json", "--out", out, clean);
	expect(code).toBe(0);
	expect(JSON.parse(lines[0] ?? "")).toMatchObject({ status: "clean", output: join(out, "clean.jpg") });
	expect(new Uint8Array(readFileSync(join(out, "clean.jpg")))).toEqual(cleanPhoto());
});

test("strip --keep leaves what it names, and nothing else", () => {
	const { lines } = run("strip", "--json", "--keep", "time,place=10km", file("dirty.jpg", gpsPhoto()));
	const { output } = JSON.parse(lines[0] ?? "");
	const { findings } = JSON.parse(run("inspect", "--json", output).lines[0] ?? "");
	expect(findings.map(({ tag, value }: { tag: string; value: string }) => [tag, value])).toEqual([
		["ModifyDate", "2026-07-14 18:30:12"],
		["GPSPosition", "48.90000, 2.30000"],
	]);
	expect(run("strip", "--keep", "everything", "x.jpg").errors).toContain("--keep knows no everything");
});

test("a name that tells something is told beside the file, and becomes a plain one where that is wanted", () => {
	const photo = file("IMG_20260714_183012.JPG", cleanPhoto());
	const [line = ""] = run("inspect", "--json", photo).lines;
	expect(JSON.parse(line)).toMatchObject({
		status: "clean",
		findings: [],
		fileName: { kind: "time", severity: "low", value: "IMG_20260714_183012.JPG" },
	});
	expect(run("inspect", photo).lines).toContain("  low    time  IMG_20260714_183012.JPG  [File FileName]");
	const out = join(folder, "out");
	const renamed = run("strip", "--json", "--rename", "--out", out, photo, file("holiday.jpg", cleanPhoto()));
	expect(renamed.lines.map((said) => JSON.parse(said).output)).toEqual([
		join(out, "picture.jpg"),
		join(out, "holiday.jpg"),
	]);
});

test("strip writes nothing for a file that failed", () => {
	const half = file("half.jpg", gpsPhoto().subarray(0, 300));
	const out = join(folder, "out");
	const { code, lines } = run("strip", "--json", "--out", out, half);
	expect(code).toBe(1);
	expect(JSON.parse(lines[0] ?? "")).toMatchObject({ status: "failed", format: "jpeg" });
	expect(existsSync(out)).toBe(false);
	expect(readdirSync(folder)).toEqual(["half.jpg"]);
});

test("without --json it is written for people", () => {
	const { lines } = run("inspect", file("dirty.jpg", gpsPhoto()));
	expect(lines.join("\n")).toContain("high   location   48.85840, 2.29450");
});

test("words it does not know are answered with its usage", () => {
	expect(run("frobnicate")).toMatchObject({ code: 2, errors: expect.stringContaining("inspect [--json] FILE") });
	expect(run("strip", "--frobnicate", "x").code).toBe(2);
});

test("strip --remove takes leftovers of documents out that would stay", () => {
	const letter = file("letter.docx", dirtyDocx());
	const kept = JSON.parse(run("strip", "--json", letter).lines[0] ?? "");
	const removed = JSON.parse(run("strip", "--json", "--remove", "comments,changes", letter).lines[0] ?? "");
	expect(JSON.parse(run("inspect", "--json", kept.output).lines[0] ?? "").findings).toMatchObject([
		{ tag: "HiddenText" },
		{ tag: "TrackedChanges" },
		{ tag: "Comments" },
	]);
	expect(JSON.parse(run("inspect", "--json", removed.output).lines[0] ?? "").findings).toMatchObject([
		{ tag: "HiddenText" },
	]);
	expect(run("strip", "--remove", "everything", letter)).toMatchObject({ code: 2 });
});
