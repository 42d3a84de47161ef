// A messenger that sends from a pane beside the conversation, as WhatsApp does after a file was picked.
import { shownIn } from "./place";
import { innermost, isForSomethingElse, type Pane, type ScopeTable } from "./scope";

/** For a target beside the only conversation on screen: that conversation, and what has to write its name again. */
export function paneBeside(table: ScopeTable, target: Element, page: Document): Pane | undefined {
	const [scope, another] = innermost(shownIn(page, table.scopes.join()));
	if (scope === undefined || another || isForSomethingElse(table, target)) return undefined;
	let pane = target;
	while (pane.parentElement && !pane.parentElement.contains(scope)) pane = pane.parentElement;
	return { scope, pane };
}
