// The browser's own extension API: the always-on scripts carry no polyfill.
import type { Runtime, Storage } from "webextension-polyfill";

type Api = {
	runtime: Pick<Runtime.Static, "id" | "getURL" | "getManifest" | "sendMessage"> & {
		onMessage: {
			/** A listener that answers later says so by `true`. */
			addListener(
				listener: (message: unknown, sender: unknown, respond: (answer: unknown) => void) => boolean | undefined,
			): void;
		};
	};
	storage: Pick<Storage.Static, "local" | "managed" | "onChanged">;
	i18n: { getMessage(key: string, substitutions?: string | string[]): string };
};

declare const chrome: Api;
declare const browser: Api | undefined;

/**
 * Both browsers answer with promises where no callback is given. A function: in Chromium a frame that never asks for it
 * never builds it.
 */
export function api(): Api {
	return typeof browser === "undefined" ? chrome : browser;
}

/** False once the extension was reloaded, updated or removed under an open page: every call would throw. */
export function isAlive(): boolean {
	try {
		return api().runtime.id !== undefined;
	} catch {
		return false;
	}
}
