// Colour profiles: whether bytes are one. https://www.color.org/specification/ICC.2-2023.pdf (7.2)
import { latin1, uint32BE } from "../containers/numbers";

const headerSize = 128;
const signatureAt = 36;

/** Whether bytes begin as a profile does and hold no more than it says: what does not is shown by nobody. */
export function isProfile(bytes: Uint8Array): boolean {
	if (bytes.length < headerSize || latin1(bytes, signatureAt, signatureAt + 4) !== "acsp") return false;
	return bytes.subarray(Math.max(headerSize, uint32BE(bytes, 0))).every((byte) => byte === 0);
}
