// Entry of the page's world (MAIN): does what only this world can do, and nothing else.
import { guardClipboardRead } from "./clipboard-read";
import { guardDetachedInputs } from "./detached-inputs";
import { guardDocumentOpen } from "./document-open";
import { guardEntries } from "./entries";
import { guardFileHandles } from "./file-handles";
import { openLine } from "./line";

openLine();
guardDetachedInputs();
guardDocumentOpen();
guardEntries();
guardFileHandles();
guardClipboardRead();
