// Entry of the page's world (MAIN): does what only this world can do, and nothing else.
import { guardDocumentOpen } from "./document-open";
import { tellOfFrames } from "./first-windows";
import { openLine } from "./line";
import { guardDroppedItems } from "./nodes";
import { tellOfOpenedPickers } from "./opened-pickers";
import { guardPromisedFiles } from "./promised-files";
import { tellOfShadowRoots } from "./shadow-roots";

openLine();
tellOfOpenedPickers();
guardDocumentOpen();
tellOfFrames();
guardDroppedItems();
guardPromisedFiles();
tellOfShadowRoots();
