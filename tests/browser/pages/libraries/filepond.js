// FilePond: picks by a label, drops anywhere on it, and takes a paste anywhere in the page.
import { create } from "filepond";
import "filepond/dist/filepond.min.css";

const root = document.querySelector("#app");
root.style.width = "300px";
const pond = create({ credits: false, instantUpload: false });
pond.appendTo(root);
pond.on("addfile", (_error, { file }) => globalThis.recorder.saw("FilePond", file));
