// The options' list of sites that the person has added, each with a way to leave it alone again.
import { listSites, removeSite, siteName } from "../platform/sites";
import { words } from "../platform/words";
import { usePromise } from "../ui/use-promise";
import { useChoices } from "./choices";
import { Section } from "./section";

export function Sites() {
	const { saved } = useChoices();
	const { value: sites = [], again } = usePromise(listSites);
	return (
		<Section title="sitesTitle" why="sitesWhy">
			{sites.length > 0 && (
				<ul class="rows">
					{sites.map((site) => (
						<li key={site} class="row" data-site={site}>
							<bdi>{siteName(site)}</bdi>
							<button type="button" onClick={() => removeSite(site).then(again).then(saved)}>
								{words("removeSite")}
							</button>
						</li>
					))}
				</ul>
			)}
		</Section>
	);
}
