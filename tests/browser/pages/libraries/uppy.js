// Uppy: its Dashboard, and a DropTarget.
import Uppy from "@uppy/core";
import Dashboard from "@uppy/dashboard";
import DropTarget from "@uppy/drop-target";
import "@uppy/core/css/style.min.css";
import "@uppy/dashboard/css/style.min.css";

const target = document.createElement("div");
target.id = "zone-of-library";
target.style.cssText = "width:300px;height:60px;background:#ddd";
document.querySelector("#app").before(target);

const of = (reader) => new Uppy({ id: reader }).on("file-added", ({ data }) => globalThis.recorder.saw(reader, data));
of("Uppy Dashboard").use(Dashboard, { target: "#app", inline: true, width: 400, height: 250 });
of("Uppy DropTarget").use(DropTarget, { target });
