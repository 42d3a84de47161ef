// Where the messengers' own packages are: apart, so that installing the product stays small.
import { fileURLToPath } from "node:url";

export const INSTALLED = fileURLToPath(new URL("packages/", import.meta.url));
