// Copies how this page is read, for somebody who is to mend it. Nothing is sent.
import { useState } from "preact/hooks";
import { words } from "../platform/words";
import { diagnose } from "./diagnose";
import type { GuardedPageProps } from "./page-state";

export function Diagnostics({ tabId, status }: GuardedPageProps) {
	const [copied, setCopied] = useState<string>();
	const copy = async () => {
		const text = await diagnose(tabId, status);
		await navigator.clipboard.writeText(text);
		setCopied(text);
	};
	return (
		<section>
			<button type="button" class="more" data-diagnose onClick={copy}>
				{words("copyDiagnostics")}
			</button>
			{copied === undefined ? (
				<p class="small">{words("diagnosticsWhy")}</p>
			) : (
				<details>
					<summary>{words("diagnosticsCopied")}</summary>
					<pre data-diagnosis>{copied}</pre>
				</details>
			)}
		</section>
	);
}
