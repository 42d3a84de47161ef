// Entry of the page's world (MAIN): does what only this world can do, and nothing else.
import { guardDetachedInputs } from "./detached-inputs";
import { guardDocumentOpen } from "./document-open";
import { openLine } from "./line";

openLine();
guardDetachedInputs();
guardDocumentOpen();
