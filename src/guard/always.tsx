// "Do this without asking from now on": whether what is chosen now is to be done from now on, and where.
import type { Attachment } from "../core/attachment";
import { words } from "../platform/words";
import type { IsDecided } from "./flow";
import { type Scope, scopes } from "./standing-choice";

type Props = {
	attachment: Attachment;
	isDecided: IsDecided;
	scope: Scope | undefined;
	choose: (scope: Scope | undefined) => void;
};

export function Always({ attachment: { conversation, messengerName }, isDecided, scope, choose }: Props) {
	const offered = scopes.filter((one) => one !== "conversation" || conversation.status === "known");
	const isLocked = (one: Scope) =>
		one === "messenger" ? isDecided("messengers", conversation.messenger) : isDecided("rule");
	const free = offered.find((one) => !isLocked(one));
	return (
		<p class="always">
			<label>
				<input
					type="checkbox"
					data-always
					checked={scope !== undefined}
					disabled={free === undefined}
					onChange={({ currentTarget }) => choose(currentTarget.checked ? free : undefined)}
				/>
				<span>{words("always")}</span>
			</label>
			{free === undefined && <span class="small">{words("decidedForYou")}</span>}
			{scope && (
				<select
					aria-label={words("alwaysWhere")}
					data-scope={scope}
					onChange={({ currentTarget: { value } }) => choose(scopes.find((one) => one === value))}
				>
					{offered.map((one) => (
						<option key={one} value={one} selected={one === scope} disabled={isLocked(one)}>
							{words(`always_${one}`, messengerName)}
						</option>
					))}
				</select>
			)}
		</p>
	);
}
