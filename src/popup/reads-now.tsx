// Who a file on this page would go to now, as far as it can be told; and if it could be told before, that it can't any more.
import { lastRead } from "../platform/readings";
import { language, words } from "../platform/words";
import { aboutConversation, howPrivate, nameOf, whyUntold } from "../ui/conversation-words";
import { usePromise } from "../ui/use-promise";
import type { GuardedPageProps } from "./page-state";

export function ReadsNow({ url, status: { messenger, conversation, taught } }: GuardedPageProps) {
	const { value: date } = usePromise(() => lastRead(messenger, new URL(url).origin));
	const isBroken = conversation.status === "untold" && conversation.reason === "page-not-understood";
	return (
		<section>
			<div class="together">
				<p class="label">{words("readsNow")}</p>
				<p data-reads={conversation.status}>
					<strong>
						<bdi>{nameOf(conversation)}</bdi>
					</strong>
				</p>
				<p class="small" data-about>
					{conversation.status === "known"
						? [...aboutConversation(conversation), ...howPrivate(conversation)].join(" · ")
						: whyUntold(conversation)}
				</p>
				<p class="small" data-adapter={messenger}>
					{words(taught ? "readByTaught" : messenger === "generic" ? "readByAny" : "readByOwn")}
				</p>
			</div>
			{isBroken && date !== undefined && (
				<p class="warning" role="alert" data-broken>
					{words("readBefore", new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(new Date(date)))}
				</p>
			)}
		</section>
	);
}
