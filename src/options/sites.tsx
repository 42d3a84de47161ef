// The options' list of sites that the person has added, each with a way to leave it alone again.
import { listSites, removeSite, siteName } from "../platform/sites";
import { words } from "../platform/words";
import { usePromise } from "../ui/use-promise";

export function Sites() {
	const { value: sites = [], again } = usePromise(listSites);
	if (sites.length === 0) return undefined;
	return (
		<section>
			<h2>{words("sitesTitle")}</h2>
			<ul class="list">
				{sites.map((site) => (
					<li key={site} data-site={site}>
						<bdi>{siteName(site)}</bdi>
						<button type="button" onClick={() => removeSite(site).then(again)}>
							{words("removeSite")}
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}
