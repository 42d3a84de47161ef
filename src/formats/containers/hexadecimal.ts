// Bytes written as hexadecimal digits, two of them a byte, among which anything else may stand: in PDF and RTF.

/** The bytes that the digits among these codes of characters say; a last one alone counts as if 0 followed. */
export function fromDigits(codes: Uint8Array): Uint8Array<ArrayBuffer> {
	const result = new Uint8Array(Math.ceil(codes.length / 2));
	let digits = 0;
	for (const code of codes) {
		const digit = digitOf(code);
		if (digit === undefined) continue;
		const at = digits >> 1;
		result[at] = (result[at] ?? 0) | (digits % 2 === 0 ? digit << 4 : digit);
		digits++;
	}
	return result.slice(0, Math.ceil(digits / 2));
}

/** What the digit of a character's code is worth. */
export function digitOf(code: number): number | undefined {
	if (code >= 48 && code <= 57) return code - 48;
	const letter = code | 32;
	return letter >= 97 && letter <= 102 ? letter - 87 : undefined;
}
