// "Always do this": whether what is chosen now is to be done from now on, and where.
import type { Attachment } from "../core/attachment";
import { words } from "../platform/words";
import { type Scope, scopes } from "./standing-choice";

type Props = { attachment: Attachment; scope: Scope | undefined; choose: (scope: Scope | undefined) => void };

export function Always({ attachment: { conversation, messengerName }, scope, choose }: Props) {
	const offered = scopes.filter((one) => one !== "conversation" || conversation.status === "known");
	return (
		<p class="always">
			<label>
				<input
					type="checkbox"
					data-always
					checked={scope !== undefined}
					onChange={({ currentTarget }) => choose(currentTarget.checked ? offered[0] : undefined)}
				/>
				<span>{words("always")}</span>
			</label>
			{scope && (
				<select
					aria-label={words("alwaysWhere")}
					data-scope={scope}
					onChange={({ currentTarget: { value } }) => choose(scopes.find((one) => one === value))}
				>
					{offered.map((one) => (
						<option key={one} value={one} selected={one === scope}>
							{words(`always_${one}`, messengerName)}
						</option>
					))}
				</select>
			)}
		</p>
	);
}
