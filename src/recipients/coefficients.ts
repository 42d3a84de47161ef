// Written by scripts/fit-recipients.js from recorded traffic: do not edit by hand.

/** Weights of the signals in `choice.ts`, in their order. */
export const choiceWeights: readonly (readonly [string, number])[] = [
	["by 6 messages", 0.1224],
	["by 20 messages", 0.1064],
	["by 60 messages", 0.09011],
	["by 1 day", 0.08503],
	["by 7 days", 0.1604],
	["by 30 days", 0.1182],
	["alone", 0.2042],
	["thread", 1.252],
	["fresh thread", -2.611],
	["strongest word", 0.337],
	["words together", 0.0909],
	["own word", 1.23],
	["nearest message", 1.266],
	["new words to a much used", 0.112],
	["previous", 0.2132],
	["prefix", 0.272],
	["emptiness", 0.3135],
	["case", 0.1466],
	["hour", 0.1206],
	["empty after a while", -0.1825],
	["reply to who is replied to", 0.292],
	["reply in a fresh thread", 2.858],
	["newcomer", 3.009],
	["newcomers lately", 0.4607],
	["newcomer, new words", 0.904],
	["newcomer, known thread", 0.9726],
	["newcomer, sends so far", 0.06342],
];

/** For each story where it starts, then weights of: chance; chance of a known one; chance, squared; overlap of all others; likeliest namesake of a stranger; likeliest namesake of a known one; stranger's overlap with the likeliest; likeliest overlap of a stranger; likeliest overlap of a known one; namesakes of a stranger; overlap if not this known one; previous; previous, chance; previous, overlap; known ones. */
export const storyWeights = {
	"look-alike": [
		5.313, -0.4045, -0.3616, 0.0262, 0.5554, 0.5705, -0.1254, -6.372, 0.8067, 0.4684, -2.489, 0.3223, -0.3647, -0.3605,
		0.02858, -0.8628,
	],
	"left-open": [
		-1.488, -0.2156, -0.16, 0.02485, 0.3338, -0.01615, 0.03958, 13.62, 0.01516, 0.1133, 2.808, -0.0889, 1.866, -0.9412,
		-0.3183, -0.09163,
	],
	"any-other": [
		1.277, -0.4642, -0.4081, 0.04053, 0.4388, 0.3588, -0.03827, -0.8549, 0.5003, 0.0317, -0.5018, -0.4517, -0.7995,
		-0.9243, 0.1291, -1.069,
	],
	stranger: [
		6.214, -0.269, 0.2093, 0.03562, 0.7969, -0.1887, 0.1088, 9.75, 0.1061, 0.1665, 2.512, 0.2574, -0.1357, -0.4158,
		0.001816, -0.4881,
	],
} satisfies Record<string, readonly [number, ...number[]]>;

/** Weights of the signals in `company.ts`, in their order. */
export const companyWeights: readonly (readonly [string, number])[] = [
	["start", -1.309],
	["by 20 messages", -0.1981],
	["by 7 days", -0.08779],
	["by 30 days", -0.01617],
	["sends", -0.1406],
	["alone", 0.1431],
	["chance", -0.5944],
	["seen together, mean", -0.8997],
	["seen together, most", 0.4929],
	["never seen together", 1.525],
	["the others together", 0.8251],
	["overlap with one of them", 13.4],
	["namesake of one of them", -2.207],
	["size", -1.509],
];

/** Log odds above which 0.5 % (`ask`) and 3 % (`unsure`) of good sends lie; for several recipients, chances. */
export const thresholds = { ask: 4.927, unsure: 3.371, company: 0.9264, companyUnsure: 0.7269 } as const;
