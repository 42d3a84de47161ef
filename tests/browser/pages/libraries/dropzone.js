// Dropzone: a hidden input of its own at the end of the document.
import Dropzone from "dropzone";

const zone = document.querySelector("#app");
zone.id = "zone-of-library";
zone.style.cssText = "width:300px;height:80px;background:#ddd";
new Dropzone(zone, { url: "/", autoProcessQueue: false, createImageThumbnails: false }).on("addedfile", (file) =>
	globalThis.recorder.saw("Dropzone", file),
);
