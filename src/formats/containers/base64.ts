// Base64, there and back. https://www.rfc-editor.org/rfc/rfc4648

/** `undefined` for what is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
	try {
		return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
	} catch {
		return undefined;
	}
}

/** `String.fromCharCode` takes so many arguments at once. */
const stride = 8192;

export function toBase64(parts: readonly Uint8Array[]): string {
	let text = "";
	for (const part of parts) {
		for (let at = 0; at < part.length; at += stride) text += String.fromCharCode(...part.subarray(at, at + stride));
	}
	return btoa(text);
}
