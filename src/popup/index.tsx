// The popup, section by section.
import { browser } from "../platform/browser";
import { words } from "../platform/words";
import { mount } from "../ui/mount";
import { MissingHosts } from "./missing-hosts";
import { PageSection } from "./page-section";

function Popup() {
	return (
		<>
			<h1>{words("name")}</h1>
			<PageSection />
			<MissingHosts />
			<button type="button" onClick={() => browser.runtime.openOptionsPage()}>
				{words("openOptions")}
			</button>
		</>
	);
}

mount(<Popup />);
