// Sites that a person has added: the same scripts guard them as messengers from the install on, registered while the
// extension runs. Kept over restarts; after an update they are registered again.
import { browser } from "./browser";
import { installedHosts } from "./hosts";

/** The scripts that guard a page of any site, as they are built. Firefox takes a path for one beside the page that asks. */
const scripts = [
	{ id: "page", js: ["/src/page/index.js"], world: "MAIN" },
	{ id: "content", js: ["/src/content/sites/any.js"], world: "ISOLATED" },
] as const;

/** The match pattern of a page's site, of all its ports; undefined for what cannot be guarded. */
export function siteOf(url: string | undefined): string | undefined {
	if (url === undefined || !URL.canParse(url)) return undefined;
	const { protocol, hostname } = new URL(url);
	return protocol === "https:" || protocol === "http:" ? `${protocol}//${hostname}/*` : undefined;
}

/** As a person reads it: `chat.example.org`. */
export function siteName(site: string): string {
	return site.replace(/^https?:\/\/(.*)\/\*$/, "$1");
}

export async function listSites(): Promise<string[]> {
	const { sites } = await browser.storage.local.get("sites");
	const known = new Set(installedHosts());
	return Array.isArray(sites) ? sites.filter((site) => typeof site === "string" && !known.has(site)) : [];
}

/** Asks for the permission: call it from a click, before anything is waited for. False if the person says no. */
export async function addSite(site: string): Promise<boolean> {
	if (!(await browser.permissions.request({ origins: [site] }))) return false;
	await changeSites((sites) => [...new Set([...sites, site])].sort());
	return true;
}

export async function removeSite(site: string): Promise<void> {
	await changeSites((sites) => sites.filter((other) => other !== site));
	await browser.permissions.remove({ origins: [site] });
}

/** The question for the permission closes a popup: then the answer comes here alone. */
export function permissionsAdded(origins: readonly string[]): Promise<void> {
	const added = origins.filter((origin) => siteOf(origin) === origin && !installedHosts().includes(origin));
	return changeSites((sites) => [...new Set([...sites, ...added])].sort());
}

/** Taken back in the browser's own settings: a site without its permission is not guarded, and not listed as if it were. */
export async function permissionsRemoved(): Promise<void> {
	const listed = await listSites();
	const allowed = await Promise.all(listed.map((site) => browser.permissions.contains({ origins: [site] })));
	return changeSites((sites) => sites.filter((site) => listed.indexOf(site) < 0 || allowed[listed.indexOf(site)]));
}

/** Registers exactly the listed sites: after an update nothing is registered. */
export function registerSites(): Promise<void> {
	return changeSites((sites) => sites);
}

/** One change at a time, from whatever page of the extension; when it is done, pages that are loaded are guarded. */
async function changeSites(change: (sites: string[]) => string[]): Promise<void> {
	await navigator.locks.request("sites", async () => {
		const sites = change(await listSites());
		await browser.storage.local.set({ sites });
		const { length } = await browser.scripting.getRegisteredContentScripts();
		const wanted = scripts.map(({ id, js, world }) => ({ id, js: [...js], world, matches: sites, ...everywhere }));
		// Never unregistered in between: a page that loads just then would not be guarded.
		if (sites.length === 0) await (length > 0 && browser.scripting.unregisterContentScripts());
		else if (length > 0) await browser.scripting.updateContentScripts(wanted);
		else await browser.scripting.registerContentScripts(wanted);
	});
}

const everywhere = {
	runAt: "document_start",
	allFrames: true,
	matchOriginAsFallback: true,
	persistAcrossSessions: true,
} as const;
