// A box made padding where it stands: no other box moves.
import { zeroed } from "../parts";
import type { Edit } from "../splice";
import type { Box } from "./isobmff";

const freeType = Uint8Array.from([0x66, 0x72, 0x65, 0x65]);

/** Edits that make a box `free`: its content zeros, its size as it was. `base` is where the walked bytes stand in the file. */
export function freed(base: number, { start, body, end }: Box): Edit[] {
	return [{ start: base + start + 4, end: base + start + 8, bytes: freeType }, ...zeroed(base + body, base + end)];
}
