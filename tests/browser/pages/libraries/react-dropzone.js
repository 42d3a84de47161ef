// react-dropzone: reads a drop by its entries.
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { useDropzone } from "react-dropzone";

function Zone() {
	const { getRootProps, getInputProps } = useDropzone({
		onDrop: (files) => {
			for (const file of files) globalThis.recorder.saw("react-dropzone", file);
		},
	});
	const style = { width: "300px", height: "80px", background: "#ddd" };
	return createElement("div", getRootProps({ id: "zone-of-library", style }), createElement("input", getInputProps()));
}

createRoot(document.querySelector("#app")).render(createElement(Zone));
