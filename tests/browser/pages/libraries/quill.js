// Quill: an editor that takes pictures by paste and by drop.
import Quill from "quill";

const editor = document.querySelector("#app");
editor.style.cssText = "width:300px;height:80px;background:#eee";
new Quill(editor, {
	modules: {
		toolbar: false,
		uploader: {
			handler: (_range, files) => {
				for (const file of files) globalThis.recorder.saw("Quill", file);
			},
		},
	},
});
document.querySelector(".ql-editor").setAttribute("aria-label", "Message Alice Example");
