// HalfSipHash-2-4: words in memory are kept as keyed hashes, never as words. https://github.com/veorq/SipHash

/** Made once per installation, from the system's random numbers. */
export type HashKey = readonly [number, number];

/** 32 bits of `text` under `key`. */
export function keyedHash(key: HashKey, text: string): number {
	let [v0, v1, v2, v3] = [key[0], key[1], 0x6c796765 ^ key[0], 0x74656462 ^ key[1]];
	const round = () => {
		v0 = (v0 + v1) | 0;
		v1 = turn(v1, 5) ^ v0;
		v0 = turn(v0, 16);
		v2 = (v2 + v3) | 0;
		v3 = turn(v3, 8) ^ v2;
		v0 = (v0 + v3) | 0;
		v3 = turn(v3, 7) ^ v0;
		v2 = (v2 + v1) | 0;
		v1 = turn(v1, 13) ^ v2;
		v2 = turn(v2, 16);
	};
	const take = (word: number) => {
		v3 ^= word;
		round();
		round();
		v0 ^= word;
	};
	for (let at = 0; at + 1 < text.length; at += 2) take(text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16));
	take((text.length % 2 === 1 ? text.charCodeAt(text.length - 1) : 0) | (text.length << 24));
	v2 ^= 0xff;
	for (let i = 0; i < 4; i++) round();
	return (v1 ^ v3) >>> 0;
}

function turn(word: number, by: number): number {
	return (word << by) | (word >>> (32 - by));
}
