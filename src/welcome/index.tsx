// The welcome page: what it does, to be tried right there; what to guard; what it sees and what it cannot.

import { ChoicesProvider } from "../options/choices-provider";
import { GuardedMessengers } from "../options/messengers";
import { Rule } from "../options/rule";
import { browser } from "../platform/browser";
import { words } from "../platform/words";
import { mount } from "../ui/mount";
import { Pictures } from "./pictures";
import { PrivateWindows } from "./private-windows";
import { Tabs } from "./tabs";
import { TryIt } from "./try-it";

const sees = ["seesFiles", "seesRecipient", "seesMemory"] as const;
const seesNot = ["seesNotNetwork", "seesNotPages", "seesNotPicture", "seesNotApps", "seesNotAll"] as const;

function Welcome() {
	return (
		<>
			<header>
				<h1>{words("welcomeTitle")}</h1>
				<p class="lead">{words("welcomeLead")}</p>
			</header>
			<Tabs />
			<Pictures />
			<TryIt />
			<Rule />
			<GuardedMessengers />
			<div class="beside">
				<Listed title="seesTitle" points={sees} />
				<Listed title="seesNotTitle" points={seesNot} />
			</div>
			<PrivateWindows />
			<button type="button" data-open-options onClick={() => browser.runtime.openOptionsPage()}>
				{words("openOptions")}
			</button>
		</>
	);
}

function Listed({ title, points }: { title: string; points: readonly string[] }) {
	return (
		<section class="panel" aria-labelledby={title}>
			<h2 id={title}>{words(title)}</h2>
			<ul class="points">
				{points.map((point) => (
					<li key={point}>{words(point)}</li>
				))}
			</ul>
		</section>
	);
}

mount(
	<ChoicesProvider>
		<Welcome />
	</ChoicesProvider>,
);
