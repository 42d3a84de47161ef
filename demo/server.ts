// The demo messenger's server: it delivers files, and takes apart what was delivered.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Site, serve } from "../tests/browser/harness/serve";
import { type Says, whatItSays } from "./what-it-says";

export type Delivered = {
	to: string;
	name: string;
	type: string;
	url: string;
	size: string;
	says: Says[];
	/** Whether these are the bytes of one of the sample photos. */
	unchanged: boolean;
	bytes: Buffer;
};

export type Demo = Site & { delivered: readonly Delivered[] };

const PAGE = fileURLToPath(new URL("page/", import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
	".css": "text/css",
	".html": "text/html; charset=utf-8",
	".js": "text/javascript",
	".jpg": "image/jpeg",
	".png": "image/png",
};

/** @param folder - where the sample photos are on disk. */
export async function startDemo(folder: string, photos: readonly string[]): Promise<Demo> {
	const samples = new Set(await Promise.all(photos.map(async (name) => hash(await readFile(join(folder, name))))));
	const delivered: Delivered[] = [];
	const deliver = async (url: URL, request: IncomingMessage) => {
		const bytes = await body(request);
		const name = url.searchParams.get("name") ?? "";
		const item: Delivered = {
			to: url.searchParams.get("to") ?? "",
			name,
			type: TYPES[extname(name)] ?? "application/octet-stream",
			url: `/delivered/${delivered.length}`,
			size: `${(bytes.length / 1000).toFixed(1)} kB`,
			says: await whatItSays(bytes),
			unchanged: samples.has(hash(bytes)),
			bytes,
		};
		delivered.push(item);
		const { bytes: _, ...rest } = item;
		return rest;
	};
	const site = await serve(async (request, response) => {
		const url = new URL(request.url ?? "/", "http://localhost");
		const [, place = "", item = ""] = url.pathname.split("/");
		const send = (type: string, content: string | Buffer) =>
			response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(content);
		const sendJson = (value: unknown) => send("application/json", JSON.stringify(value));
		try {
			if (place === "send") return sendJson(await deliver(url, request));
			if (place === "photos" && item === "")
				return sendJson({ folder, photos: photos.map((name) => ({ name, url: `/photos/${name}` })) });
			const found = delivered[Number(item)];
			if (place === "delivered" && found !== undefined) return send(found.type, found.bytes);
			if (place === "photos" && photos.includes(item))
				return send(TYPES[extname(item)] ?? "", await readFile(join(folder, item)));
			const file = place === "" ? "index.html" : place;
			return send(TYPES[extname(file)] ?? "", await readFile(join(PAGE, file)));
		} catch {
			return response.writeHead(404).end();
		}
	});
	return { ...site, delivered };
}

async function body(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part);
	return Buffer.concat(parts);
}

function hash(bytes: Uint8Array): string {
	return createHash("sha256").update(bytes).digest("hex");
}
