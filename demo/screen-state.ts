// A state that is pictured: how it comes about, and how it ends.
import type { Frame, Page } from "puppeteer-core";
import type { Bench } from "../tests/browser/harness/launch";
import type { Backdrop, BackdropName } from "./backdrops";

/** What a state needs to come about. */
export type Stage = {
	bench: Bench;
	messenger: Backdrop;
	welcome: Page;
	folder: string;
	/** Puts these settings in the place of all that were there. */
	settings(change: object): Promise<void>;
};

/** What is taken: of a page of our own the whole, however long it is. */
export type Shown = { page: Page; place: Frame | Page; isWhole?: boolean };

export type ScreenState = {
	name: string;
	/** The demo messenger where none is named. */
	backdrop?: BackdropName;
	/** All where none is named. */
	looks?: readonly string[];
	/** Over before fonts and thumbnails are there. */
	isFleeting?: boolean;
	show(stage: Stage): Promise<Shown>;
	end(stage: Stage, shown: Shown): Promise<unknown>;
};
