// The popup, section by section.
import { browser } from "../platform/browser";
import { words } from "../platform/words";
import { mount } from "../ui/mount";
import { MissingHosts } from "./missing-hosts";
import { PageSection } from "./page-section";
import { Today } from "./today";

function Popup() {
	return (
		<>
			<h1>{words("name")}</h1>
			<div class="panel">
				<PageSection />
			</div>
			<MissingHosts />
			<Today />
			<nav class="actions">
				<button type="button" data-check onClick={() => openPage("src/check/check.html")}>
					{words("checkOpen")}
				</button>
				<button type="button" data-open-options onClick={() => browser.runtime.openOptionsPage()}>
					{words("openOptions")}
				</button>
			</nav>
		</>
	);
}

/** In a tab: a popup is closed by the browser's own file picker. */
async function openPage(path: string): Promise<void> {
	await browser.tabs.create({ url: browser.runtime.getURL(path) });
	window.close();
}

mount(<Popup />);
