// The manifest: the least it can ask for, the same hosts everywhere, and no way to the network.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import manifest from "../manifest.json" with { type: "json" };
import { adapters } from "../src/messengers";
import { installHosts } from "../src/messengers/hosts";

const sources = join(import.meta.dirname, "../src");

test("every list of hosts is the same", () => {
	const lists = [
		manifest.host_permissions,
		...manifest.content_scripts.map(({ matches }) => matches),
		...manifest.web_accessible_resources.map(({ matches }) => matches),
	];
	expect(lists).toHaveLength(4);
	for (const list of lists) expect(list).toEqual(installHosts);
	expect(installHosts).toEqual(expect.arrayContaining(adapters.flatMap(({ hosts }) => hosts)));
});

test("a host is exact and secure, and has no path", () => {
	expect(installHosts.filter((host) => !/^https:\/\/[a-z0-9.-]+\/\*$/.test(host))).toEqual([]);
});

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

test("no permission but storage", () => {
	expect(manifest.permissions).toEqual(["storage"]);
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
