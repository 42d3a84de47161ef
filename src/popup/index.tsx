// The popup: is this page guarded, what does it read there, and a switch.
import type { Conversation } from "../core/conversation";
import type { TabStatus } from "../core/tab-messages";
import { browser } from "../platform/browser";
import { missingHosts, requestHosts } from "../platform/hosts";
import { changeSettings, loadSettings } from "../platform/settings-store";
import { statusOf, unguardedTabs } from "../platform/tabs";
import { words } from "../platform/words";
import { mount } from "../ui/mount";
import { usePromise } from "../ui/use-promise";

type PageState = { state: "read"; status: TabStatus } | { state: "reload"; tabId: number } | { state: "other" };

async function pageState(): Promise<PageState> {
	const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
	if (tab?.id === undefined) return { state: "other" };
	const status = await statusOf(tab.id);
	if (status?.sinceStart) return { state: "read", status };
	const unguarded = await unguardedTabs();
	return unguarded.some(({ id }) => id === tab.id) ? { state: "reload", tabId: tab.id } : { state: "other" };
}

function Popup() {
	const page = usePromise(pageState);
	const missing = usePromise(missingHosts);
	return (
		<>
			<h1>{words("name")}</h1>
			{page.value && <Page page={page.value} again={page.again} />}
			{missing.value && missing.value.length > 0 && (
				<section class="warning">
					<p>{words("hostsMissing")}</p>
					<button type="button" onClick={() => requestHosts(missing.value ?? []).then(missing.again)}>
						{words("allowAgain")}
					</button>
				</section>
			)}
			<button type="button" onClick={() => browser.runtime.openOptionsPage()}>
				{words("openOptions")}
			</button>
		</>
	);
}

function Page({ page, again }: { page: PageState; again: () => void }) {
	switch (page.state) {
		case "other":
			return <p>{words("pageNotGuarded")}</p>;
		case "reload":
			return (
				<section class="warning">
					<p>{words("pageNeedsReload")}</p>
					<button type="button" onClick={() => browser.tabs.reload(page.tabId).then(() => window.close())}>
						{words("reload")}
					</button>
				</section>
			);
		case "read":
			return <Guarded status={page.status} again={again} />;
		default:
			return page satisfies never;
	}
}

function Guarded({
	status: { messenger, messengerName, guarded, conversation },
	again,
}: {
	status: TabStatus;
	again: () => void;
}) {
	const toggle = async () => {
		const { unguarded } = await loadSettings();
		const others = unguarded.filter((id) => id !== messenger);
		await changeSettings({ unguarded: guarded ? [...others, messenger] : others });
		again();
	};
	return (
		<section>
			<label class="choice">
				<input type="checkbox" checked={guarded} onChange={toggle} />
				<span>{words("guardMessenger", messengerName)}</span>
			</label>
			<p class="small">
				{words("readsNow")} <bdi data-reads>{titleOf(conversation)}</bdi>
			</p>
		</section>
	);
}

function titleOf(conversation: Conversation): string {
	return conversation.status === "known" ? conversation.title : words("untold");
}

mount(<Popup />);
