// A page that is guarded: a switch, and what is read there now.
import type { Conversation } from "../core/conversation";
import type { TabStatus } from "../core/tab-messages";
import { changeSettings, loadSettings } from "../platform/settings-store";
import { words } from "../platform/words";

export function GuardedPage({ status, again }: { status: TabStatus; again: () => void }) {
	const { messenger, messengerName, guarded, conversation } = status;
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
