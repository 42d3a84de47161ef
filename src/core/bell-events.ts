// Events on the bell. An element travels as a SubmitEvent's submitter: a relatedTarget in a shadow tree is hidden behind its
// host. Each is a constant by itself: a table would be carried by every frame, and made in it.

/** content/ says that it has the bell: nobody else is to get it. */
export const taken = "taken";

/** page/ asks whether content/ is there: it cancels the event. */
export const there = "there";

/** page/ asks whether content/ guards this page: it cancels the event if it does. */
export const guarded = "guarded";

/** page/ asks for the port, which no frame needs before a file has come. */
export const portPlease = "port-please";

/** content/ brings the port. */
export const port = "port";

/** content/ says that the submitter, which it has made, lies over the page for as long as it has last words. */
export const over = "over";

/** page/ says that the document was opened anew and lost every listener. */
export const reopened = "reopened";

/** page/ says that a script is about to click the submitter, or to open its picker. */
export const opening = "opening";

/** page/ says that the page is about to get hold of the shadow root of the submitter. */
export const rooted = "rooted";

/** page/ says that the page is about to get hold of a window: of the submitter, a frame, or the relatedTarget itself. */
export const lookingInto = "lookingInto";

/** page/ brings a DataTransfer of the page's world, as a DragEvent's dataTransfer, for the request of this id. */
export const transfer = (id: number) => `transfer-${id}`;

/** page/ asks where to paste; content/ answers during the event. */
export const whereTo = (id: number) => `where-to-${id}`;

/** content/ answers: the element is the submitter. */
export const here = (id: number) => `here-${id}`;

/** page/ says that the paste has been dispatched; by a cancelable event if the page has left it to the browser. */
export const pasted = (id: number) => `pasted-${id}`;
