// Decodes the labels of international domain names: https://www.rfc-editor.org/rfc/rfc3492#section-6.2

const [base, smallest, largest, skew, damp] = [36, 1, 26, 38, 700];
const [firstBias, firstCode] = [72, 128];
const mostLetters = 63;

/** A host name as a person reads it; labels that do not decode stay as they are. */
export function readableDomain(domain: string): string {
	return domain
		.toLowerCase()
		.split(".")
		.map((label) => (label.startsWith("xn--") ? (decoded(label.slice(4)) ?? label) : label))
		.join(".");
}

function decoded(label: string): string | undefined {
	const split = label.lastIndexOf("-");
	const output = split > 0 ? Array.from(label.slice(0, split), (letter) => letter.charCodeAt(0)) : [];
	let [code, at, bias] = [firstCode, 0, firstBias];
	let input = split > 0 ? split + 1 : 0;
	while (input < label.length) {
		const before = at;
		for (let weight = 1, k = base; ; k += base) {
			const digit = Number.parseInt(turned(label.charAt(input++)), base);
			if (Number.isNaN(digit) || output.length >= mostLetters) return undefined;
			at += digit * weight;
			const threshold = Math.min(largest, Math.max(smallest, k - bias));
			if (digit < threshold) break;
			weight *= base - threshold;
			if (weight > 0xffffff) return undefined;
		}
		const length = output.length + 1;
		bias = adapted(at - before, length, before === 0);
		code += Math.floor(at / length);
		at %= length;
		if (code > 0x10ffff) return undefined;
		output.splice(at++, 0, code);
	}
	return output.length === 0 ? undefined : String.fromCodePoint(...output);
}

/** Punycode counts a–z before 0–9, `parseInt` the other way round. */
function turned(digit: string): string {
	if (/^[a-z]$/.test(digit)) return (digit.charCodeAt(0) - 97).toString(base);
	return /^\d$/.test(digit) ? (Number(digit) + 26).toString(base) : "";
}

function adapted(delta: number, length: number, isFirst: boolean): number {
	let rest = Math.floor(delta / (isFirst ? damp : 2));
	rest += Math.floor(rest / length);
	let k = 0;
	for (; rest > ((base - smallest) * largest) / 2; k += base) rest = Math.floor(rest / (base - smallest));
	return k + Math.floor(((base - smallest + 1) * rest) / (rest + skew));
}
