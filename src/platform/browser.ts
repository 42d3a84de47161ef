// The only importer of webextension-polyfill: one promise-based API in both browsers, for the extension's own pages.
import polyfill, { type Browser } from "webextension-polyfill";

export const browser: Browser = polyfill;
