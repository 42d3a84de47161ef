// Alarms that are mostly dismissed become rarer by themselves, within bounds, and back.
import { type Answers, day } from "./history";

/** Fewer answers than this say nothing about the next. */
const fewestAnswers = 6;
/** A share of right alarms at which nothing moves, and how far the threshold can move, in log odds. */
const fair = 0.25;
const bounds = { up: 1.5, down: -0.5 } as const;

/** What to add to the thresholds, in log odds. */
export function alarmShift(answers: Answers): number {
	if (answers.length < fewestAnswers) return 0;
	const right = answers.filter(({ wasWrong }) => wasWrong).length / answers.length;
	return right < fair ? bounds.up * (1 - right / fair) : bounds.down * Math.min(1, (right - fair) / fair);
}

export type AlarmRecord = { alarms: number; right: number; isRarer: boolean; isSooner: boolean };

/** For the options page: how the alarms of the last `weeks` did, and whether the thresholds of any account have moved. */
export function alarmRecord(accounts: readonly Answers[], now: number, weeks: number): AlarmRecord {
	const lately = accounts.flat().filter(({ time }) => now - time < weeks * 7 * day);
	const shifts = accounts.map(alarmShift);
	return {
		alarms: lately.length,
		right: lately.filter(({ wasWrong }) => wasWrong).length,
		isRarer: shifts.some((shift) => shift > 0),
		isSooner: shifts.some((shift) => shift < 0),
	};
}
