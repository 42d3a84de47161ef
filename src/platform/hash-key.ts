// A key for the hashes of words, of the system's random numbers.
import type { HashKey } from "../recipients/keyed-hash";

export function newHashKey(): HashKey {
	const [first = 0, second = 0] = crypto.getRandomValues(new Uint32Array(2));
	return [first, second];
}
