// The manifest: the least it can ask for, first in every frame, and no way to the network.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import manifest from "../manifest.json" with { type: "json" };

const sources = join(import.meta.dirname, "../src");

test("both worlds run in every frame, before the page", () => {
	for (const script of manifest.content_scripts) {
		expect(script).toMatchObject({
			run_at: "document_start",
			all_frames: true,
			match_about_blank: true,
			match_origin_as_fallback: true,
		});
	}
});

test("no permission but to keep settings, and to guard a site that a person adds", () => {
	expect(manifest.permissions).toEqual(["storage", "scripting", "activeTab"]);
	expect(manifest.optional_host_permissions).toEqual(["https://*/*", "http://*/*"]);
});

test("the extension's pages may load their own files and reach nobody", () => {
	const policy = Object.fromEntries(
		manifest.content_security_policy.extension_pages.split("; ").map((directive) => {
			const [name, ...values] = directive.split(" ");
			return [name, values.join(" ")];
		}),
	);
	expect(policy).toEqual({
		"default-src": "'none'",
		"script-src": "'self'",
		"style-src": "'self'",
		"img-src": "'self' blob:",
		"media-src": "blob:",
		"worker-src": "'self'",
		"connect-src": "'none'",
		"form-action": "'none'",
	});
});

test("no code of ours asks for the network", () => {
	const reaching =
		/\b(fetch|XMLHttpRequest|WebSocket|WebTransport|EventSource|sendBeacon|RTCPeerConnection|importScripts)\b/;
	const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
	expect(files.length).toBeGreaterThan(50);
	expect(files.filter((name) => reaching.test(codeOf(join(sources, name))))).toEqual([]);
});

function codeOf(path: string): string {
	return readFileSync(path, "utf8").replace(/^\s*(\/\/|\/?\*).*$/gm, "");
}

test("the guard of an added site is the guard of every other", () => {
	const page = (name: string) => readFileSync(join(sources, "guard", name), "utf8");
	expect(page("guard-of-added-site.html")).toBe(page("guard.html"));
});
