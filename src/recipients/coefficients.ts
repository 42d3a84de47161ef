// Written by scripts/fit-recipients.js from recorded traffic: do not edit by hand.
import type { Story } from "./stories";

/** Weights of the signals in `choice.ts`, in their order. */
export const choiceWeights: readonly (readonly [string, number])[] = [
	["by 6 messages", 0.1263],
	["by 20 messages", 0.1073],
	["by 60 messages", 0.08257],
	["by 1 day", 0.07961],
	["by 7 days", 0.155],
	["by 30 days", 0.1143],
	["alone", 0.189],
	["thread", 1.423],
	["fresh thread", -2.899],
	["strongest word", 0.3862],
	["words together", 0.08002],
	["own word", 0.9866],
	["nearest message", 1.56],
	["new words to a much used", 0.1298],
	["previous", 0.2292],
	["prefix", 0.2661],
	["emptiness", 0.3186],
	["case", 0.1354],
	["hour", 0.119],
	["empty after a while", -0.1898],
	["reply to who is replied to", 0.3021],
	["reply in a fresh thread", 2.858],
	["newcomer", 2.856],
	["newcomers lately", 0.4424],
	["newcomer, new words", 0.889],
	["newcomer, known thread", 1.061],
	["newcomer, sends so far", 0.07976],
];

/** For each story where it starts, then weights of: chance; chance of a known one; chance, squared; overlap of all others; likeliest namesake of a stranger; likeliest namesake of a known one; stranger's overlap with the likeliest; likeliest overlap of a stranger; likeliest overlap of a known one; namesakes of a stranger; overlap if not this known one; previous; previous, chance; previous, overlap; known ones. */
export const storyWeights: Readonly<Record<Story, readonly [number, ...number[]]>> = {
	"look-alike": [
		5.465, -0.4465, -0.3992, 0.02977, 0.6237, 0.6328, -0.1414, -7.153, 0.8965, 0.5215, -2.773, 0.3552, -0.4221, -0.3805,
		0.02957, -0.9589,
	],
	"left-open": [
		-1.117, -0.1872, -0.1391, 0.02116, 0.2879, -0.01476, 0.03389, 11.67, 0.01375, 0.09279, 2.417, -0.07493, 1.609,
		-0.7951, -0.2752, -0.08362,
	],
	"any-other": [
		1.356, -0.4211, -0.3697, 0.03656, 0.4087, 0.323, -0.03787, -0.8875, 0.452, 0.02428, -0.4774, -0.3984, -0.7088,
		-0.8051, 0.1133, -0.9672,
	],
	stranger: [
		5.326, -0.2133, 0.1639, 0.02805, 0.6197, -0.1471, 0.08606, 7.654, 0.0825, 0.131, 1.969, 0.2024, -0.1095, -0.324,
		0.002034, -0.3825,
	],
};

/** Weights of the signals in `company.ts`, in their order. */
export const companyWeights: readonly (readonly [string, number])[] = [
	["start", -1.421],
	["newcomer", -9.271],
	["by 20 messages", -0.138],
	["by 7 days", -0.08438],
	["by 30 days", -0.01866],
	["sends", -0.1698],
	["alone", 0.1553],
	["chance", -0.6634],
	["seen together, mean", -0.8157],
	["seen together, most", 0.4249],
	["never seen together", 1.654],
	["the others together", 0.8795],
	["overlap with one of them", 13.85],
	["namesake of one of them", -2.317],
	["newcomer's namesake elsewhere", -122.2],
	["size", -1.493],
];

/** Log odds above which 0.5 % (`ask`) and 3 % (`unsure`) of good sends lie; for several recipients, chances. */
export const thresholds = { ask: 4.557, unsure: 3.17, company: 0.9265, companyUnsure: 0.7191 } as const;
