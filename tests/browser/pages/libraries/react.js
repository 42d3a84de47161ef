// React: its own listeners sit on the root, and hand on events of its own.
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { seeAll } from "./see-all.js";

// The page has one composer, and this is it.
document.querySelector("#text").remove();
createRoot(document.querySelector("#app")).render(
	createElement(
		"section",
		{ id: "zone-of-library", onDragOver: (event) => event.preventDefault(), onDrop: seeAll("React onDrop") },
		createElement("input", { id: "in", type: "file", onChange: seeAll("React onChange") }),
		createElement("textarea", {
			id: "text-of-library",
			"aria-label": "Message Alice Example",
			onPaste: seeAll("React onPaste"),
		}),
	),
);
