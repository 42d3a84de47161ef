// The hosts that were asked for at install, and those that the person has taken back since.
import { browser } from "./browser";

/** The match patterns of every messenger that is guarded from the start. */
export function installedHosts(): readonly string[] {
	const manifest: { host_permissions?: unknown } = browser.runtime.getManifest();
	const hosts = manifest.host_permissions;
	return Array.isArray(hosts) ? hosts.filter((host) => typeof host === "string") : [];
}

/** Those without permission: revoked, or set to "on click". */
export async function missingHosts(): Promise<string[]> {
	const allowed = await Promise.all(installedHosts().map((host) => browser.permissions.contains({ origins: [host] })));
	return installedHosts().filter((_, index) => !allowed[index]);
}

/** Asks for them again; call it from a click, as browsers demand. */
export function requestHosts(hosts: readonly string[]): Promise<boolean> {
	return browser.permissions.request({ origins: [...hosts] });
}
