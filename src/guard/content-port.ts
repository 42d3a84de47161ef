// The port to the content script that embedded this frame: taken from nobody else.
import { type FromGuard, isPortOffer, type ToGuard } from "../core/guard-port";
import type { ToBackground } from "../core/tab-messages";
import { browser } from "../platform/browser";

export type ContentPort = { send(message: FromGuard): void };

/**
 * Any page may embed this frame, or send it a port. Which port is our content script's is told by its token: the
 * background asks the scripts of this tab whether one of them made it.
 */
export async function awaitContentPort(receive: (message: ToGuard) => void): Promise<ContentPort> {
	const port = await new Promise<MessagePort>((resolve) => {
		window.addEventListener("message", async ({ data, ports: [candidate], source }) => {
			if (!isPortOffer(data) || !candidate || source !== window.parent) return;
			const question: ToBackground = { type: "vouch", token: data.token };
			if ((await browser.runtime.sendMessage(question)) === true) resolve(candidate);
		});
	});
	port.onmessage = ({ data }: MessageEvent<ToGuard>) => receive(data);
	const send = (message: FromGuard) => port.postMessage(message);
	send({ type: "ready" });
	return { send };
}
