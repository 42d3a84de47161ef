// What the recipient gets by following the links that were sent: each is followed once.
import type { Arrived } from "./messenger";

export type Heard = { to: string; link: string };

export function createDownloads(): (heard: readonly Heard[]) => Promise<Arrived[]> {
	const done = new Map<Heard, Promise<Arrived>>();
	return (heard) =>
		Promise.all(
			heard.map((item) => {
				const arrived = done.get(item) ?? download(item);
				done.set(item, arrived);
				return arrived;
			}),
		);
}

async function download({ to, link }: Heard): Promise<Arrived> {
	// A kept-alive connection may just have been closed at the other end.
	const response = await fetch(link, { headers: { connection: "close" } });
	const name = decodeURIComponent(new URL(link).pathname.split("/").at(-1) ?? "");
	return { to, name, bytes: Buffer.from(await response.arrayBuffer()) };
}
