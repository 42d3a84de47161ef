// A real messenger, started by a test on free ports, with somebody at the other end who receives.
import type { Page } from "puppeteer-core";

/** A file at the other end: its bytes as the recipient downloaded them. */
export type Arrived = { to: string; name: string; bytes: Buffer };

/** Where in the page a file can be handed over, once a conversation is open. */
export type Place = {
	/** The page's own control that brings up the file chooser. */
	button: string;
	dropZone: string;
	composer: string;
};

export type Messenger = {
	/** Signs the sender in and waits until files can be sent. */
	signIn(page: Page): Promise<void>;
	/** Opens a conversation by the name that the page shows. */
	open(page: Page, title: string): Promise<Place>;
	/** The same without the pointer, as the page itself could at any time: behind an open dialog. */
	openBehind(page: Page, title: string): Promise<void>;
	/** Sends what was attached, where attaching alone does not. */
	send(page: Page): Promise<void>;
	/** Lets somebody else into the open conversation, once what was attached waits to be sent; absent where a file is gone by then. */
	join?(page: Page, title: string): Promise<void>;
	/** Everything that has arrived so far, oldest first; `to` is the server's word, not the page's. */
	arrived(): Promise<Arrived[]>;
	stop(): Promise<void>;
};
