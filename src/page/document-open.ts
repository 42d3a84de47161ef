// `document.open()` erases every listener of window and document, ours too, and page scripts run before a
// MutationObserver would notice: content/ is told at once.
import { tellReopened } from "./line";
import { getter, uncurried } from "./natives";
import { wrapMethod } from "./wrap";

const readyState = getter(Document.prototype, "readyState");
const nativeOpen = uncurried<Document, [], Document>(Document.prototype.open);

export function guardDocumentOpen(): void {
	wrapMethod<Document, unknown[], unknown>(Document.prototype, "open", (_self, _args, proceed) => {
		const opened = proceed();
		tellReopened();
		return opened;
	});
	for (const key of ["write", "writeln"]) {
		wrapMethod<Document, unknown[], void>(Document.prototype, key, (self, _args, proceed) => {
			// Writing to a loaded document opens it first; by hand, so that the written scripts find us listening.
			if (self === document && readyState(self) === "complete") {
				nativeOpen(self);
				tellReopened();
			}
			proceed();
		});
	}
}
