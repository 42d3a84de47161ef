// Entry, put into a page when a person asks for a diagnosis: says how the page is read, to the popup that asked.
import { api } from "../content/extension-api";
import { focused } from "../content/in-document";
import { parseTaughtNames } from "../core/taught-name";
import { adapters } from "../messengers";
import { reportOn } from "./report";

api()
	.storage.local.get("taught")
	.then(({ taught }) =>
		api().runtime.sendMessage({
			type: "diagnosis",
			report: JSON.stringify(reportOn(document, focused(), adapters, parseTaughtNames(taught)[origin])),
		}),
	);
