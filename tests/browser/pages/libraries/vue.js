// Vue: listeners on the elements themselves.
import { createApp, h } from "vue";
import { seeAll } from "./see-all.js";

// The page has one composer, and this is it.
document.querySelector("#text").remove();
createApp({
	render: () =>
		h(
			"section",
			{ id: "zone-of-library", onDragover: (event) => event.preventDefault(), onDrop: seeAll("Vue @drop") },
			[
				h("input", { id: "in", type: "file", onChange: seeAll("Vue @change") }),
				h("textarea", { id: "text-of-library", "aria-label": "Message Alice Example", onPaste: seeAll("Vue @paste") }),
			],
		),
}).mount("#app");
