// A web server of a test's own on 127.0.0.1.
import { createServer, type RequestListener } from "node:http";

export type Site = { origin: string; close(): Promise<void> };

export async function serve(answer: RequestListener): Promise<Site> {
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("no port to be had");
	return {
		origin: `http://127.0.0.1:${address.port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A server of fixed pages by path, and of what they load. */
export function servePages(pages: Readonly<Record<string, string | Uint8Array>>): Promise<Site> {
	return serve((request, response) => {
		const { pathname } = new URL(request.url ?? "/", "http://localhost");
		const page = pages[pathname];
		if (page === undefined) response.writeHead(404).end();
		else response.writeHead(200, { "content-type": `text/${typeOf(pathname)}; charset=utf-8` }).end(page);
	});
}

function typeOf(path: string): string {
	if (path.endsWith(".js")) return "javascript";
	return path.endsWith(".css") ? "css" : "html";
}
