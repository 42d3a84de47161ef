// Everything that the bench measures.
import type { Row } from "./row";
import { dialog } from "./rows/dialog";
import { documents } from "./rows/documents";
import { images } from "./rows/images";
import { media } from "./rows/media";
import { waysIn } from "./rows/ways-in";

export const rows: readonly Row[] = [...images, ...media, ...documents, ...waysIn, ...dialog];
