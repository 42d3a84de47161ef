// Everything that the bench measures.
import type { Row } from "./row";
import { images } from "./rows/images";

export const rows: readonly Row[] = [...images];
