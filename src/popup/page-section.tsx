// The popup's part about the page it was opened over: is it guarded, and a way to change that.
import { browser } from "../platform/browser";
import { addSite, siteName } from "../platform/sites";
import { words } from "../platform/words";
import { usePromise } from "../ui/use-promise";
import { GuardedPage } from "./guarded-page";
import { type PageState, pageState } from "./page-state";

export function PageSection() {
	const { value: page, again } = usePromise(pageState);
	if (!page) return undefined;
	return (
		<section data-page={page.state}>
			<Page page={page} again={again} />
		</section>
	);
}

function Page({ page, again }: { page: PageState; again: () => void }) {
	switch (page.state) {
		case "other":
			return <p>{words("pageNotGuarded")}</p>;
		case "unguarded":
			return (
				<section>
					<p>{words("siteNotGuarded")}</p>
					<button type="button" class="primary" data-guard-site onClick={() => addSite(page.site).then(again)}>
						{words("guardSite", siteName(page.site))}
					</button>
				</section>
			);
		case "reload":
			return (
				<section class="warning">
					<p>{words("pageNeedsReload")}</p>
					<button
						type="button"
						class="primary"
						data-reload
						onClick={() => browser.tabs.reload(page.tabId).then(() => window.close())}
					>
						{words("reload")}
					</button>
				</section>
			);
		case "read":
			return <GuardedPage {...page} again={again} />;
		default:
			return page satisfies never;
	}
}
