// The popup's warning when the browser no longer lets us guard what we are to guard.
import { missingHosts, requestHosts } from "../platform/hosts";
import { words } from "../platform/words";
import { usePromise } from "../ui/use-promise";

export function MissingHosts() {
	const { value: missing = [], again } = usePromise(missingHosts);
	if (missing.length === 0) return undefined;
	return (
		<section class="warning">
			<p>{words("hostsMissing")}</p>
			<button type="button" onClick={() => requestHosts(missing).then(again)}>
				{words("allowAgain")}
			</button>
		</section>
	);
}
