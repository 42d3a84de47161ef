// One attachment's way through the guard: examine its files, check its recipient, then release, or ask first.
import type { Attachment, Decision } from "../core/attachment";
import { namesWithoutTraces, renamed } from "../core/file-name";
import type { Inspection } from "../core/inspection";
import { type Keep, mayStay } from "../core/keep";
import { type Decidable, isDecided } from "../core/managed";
import { defaultSettings, type Settings } from "../core/settings";
import { type Verdict, verdict } from "../core/verdict";
import { loadChoices } from "../platform/settings-store";
import type { Examiner } from "./examine";
import { examinedRows } from "./examined-rows";
import { checkRecipient, type RecipientCheck } from "./recipient-check";
import { type Goes, isMade, isStrippable, type Row, saidOf } from "./row";
import type { Scope } from "./standing-choice";

/**
 * - `looking`: it is only shown that something is going on; in the end there may be nothing to ask;
 * - `asking`: all is known that the files say, though what goes out may still have to be made;
 * - `making`: "strip" was the answer, before that was done.
 */
export type Stage = "looking" | "asking" | "making";

/** What the dialog shows. */
export type Question = {
	attachment: Attachment;
	stage: Stage;
	rows: readonly Row[];
	/** Absent until the files have been inspected, and where nobody can tell who it goes to. */
	recipient?: RecipientCheck;
	choices: Choices;
	/** What an organisation has decided, and the person can change no more. */
	isDecided: IsDecided;
	/** @param always - where the same is to be done without asking from now on. */
	answer(action: Action, always?: Scope): void;
	/** What becomes of the file at this place. */
	choose(index: number, goes: Goes): void;
	change(choices: Choices): void;
};

export type IsDecided = (key: Decidable, entry?: string) => boolean;

/** What a person may have otherwise for this time. */
export type Choices = { keep: Keep; renameFiles: boolean };

export type Action = "strip" | "original" | "cancel";

/** An attachment that has been decided about, by a person or by what they have chosen before. */
export type Decided = {
	attachment: Attachment;
	rows: readonly Row[];
	decision: Decision;
	recipient?: RecipientCheck;
	/** Whether a rule of the person's own for the conversation counts. */
	ownRules: boolean;
	/** `asked`: the person has seen it all; else whether a quiet line is to say what was done. */
	by: { way: "asked"; action: Action; always?: Scope } | { way: "unasked"; verdict: Verdict & { do: "release" } };
};

/** Where a question is shown; calling it again with the same attachment updates it. */
export type Ask = (question: Question) => void;

/** Longer than this and the person should see that something is going on, and be able to cancel it. */
export const showAfter = 600;

/** Many files are drawn together, not each anew when one of them has been looked at: so many ms apart, or one for each file. */
const refreshEvery = 100;

/** Decides about one attachment. Resolves once; asks only where it must. */
export function decide(attachment: Attachment, examiner: Examiner, ask: Ask): Promise<Decided> {
	return attachment.gate === "send" ? decideToSend(attachment, ask) : decideToAttach(attachment, examiner, ask);
}

async function decideToAttach(attachment: Attachment, examiner: Examiner, ask: Ask): Promise<Decided> {
	const stop = new AbortController();
	const { settings, managed } = await loadChoices().catch(() => ({ settings: defaultSettings, managed: {} }));

	return new Promise((resolve) => {
		const rows = examinedRows(attachment.files, examiner, stop.signal, () => {
			concludeIfMade();
			refresh();
		});
		let choices: Choices = { keep: settings.keep, renameFiles: settings.renameFiles };
		let recipient: RecipientCheck | undefined;
		let stage: Stage = "looking";
		let refreshing = false;
		/** Of each file, whether it goes stripped, as the dialog says it now; absent until there is one. */
		let shown: string | undefined;
		let answered: { promised: string; always: Scope | undefined } | undefined;
		const timer = setTimeout(show, showAfter);

		function answer(action: Action, always?: Scope): void {
			if (action !== "strip") conclude(action, asked(action, always));
			// What is on the screen is answered, and nothing that became known after it.
			else if (stage !== "asking" || shown !== promiseOf(rows.all())) show();
			else {
				answered = { promised: shown, always };
				stage = "making";
				if (!concludeIfMade()) show();
			}
		}
		/** "Strip" holds if every file can be stripped that it was said of: else it is asked again. */
		function concludeIfMade(): boolean {
			if (!answered || stop.signal.aborted || !rows.all().every(isMade)) return false;
			const { promised, always } = answered;
			answered = undefined;
			if (promiseOf(rows.all()) === promised) conclude("strip", asked("strip", always));
			else askNow();
			return true;
		}
		function conclude(action: Action, by: Decided["by"]): void {
			stop.abort();
			clearTimeout(timer);
			const decided = {
				attachment,
				rows: rows.all(),
				by,
				ownRules: settings.ownRules,
				...(recipient && { recipient }),
			};
			resolve({ ...decided, decision: decisionOf(action, decided.rows, choices) });
		}
		function show(): void {
			if (stop.signal.aborted) return;
			const all = rows.all();
			shown = promiseOf(all);
			ask({
				attachment,
				stage,
				rows: all,
				choices,
				isDecided: (...of) => isDecided(managed, ...of),
				answer,
				choose,
				change,
				...(recipient && { recipient }),
			});
		}
		function askNow(): void {
			clearTimeout(timer);
			stage = "asking";
			show();
		}
		function refresh(): void {
			if (shown === undefined || refreshing) return;
			refreshing = true;
			setTimeout(
				() => {
					refreshing = false;
					show();
				},
				Math.max(refreshEvery, attachment.files.length),
			);
		}
		function choose(index: number, goes: Goes): void {
			if (stage !== "asking") return;
			rows.choose(index, goes);
			show();
		}
		function change(changed: Choices): void {
			if (stage !== "asking") return;
			const isAnew = changed.keep !== choices.keep;
			choices = changed;
			if (isAnew) rows.examine(choices.keep);
			show();
		}
		const unasked = () => releaseUnasked(attachment, rows.all(), recipient, settings);
		const examined = rows.examine(choices.keep);
		rows.inspected.then(async () => {
			// Without its memory the guard still asks.
			recipient = await checkRecipient(attachment, rows.all()).catch(() => undefined);
			if (stop.signal.aborted) return;
			// What goes out is made while the person reads what does not.
			const isAsked = !unasked();
			if (isAsked) askNow();
			await examined;
			if (stop.signal.aborted) return;
			// What is hidden is worth a question by itself, and shown in one that is asked already.
			const comparing = rows.compare();
			if (isAsked) return;
			// Who has seen that something is going on has not been asked anything yet.
			if (!unasked()) return askNow();
			await comparing;
			const found = unasked();
			if (stop.signal.aborted) return;
			if (found) conclude(found.as === "stripped" ? "strip" : "original", { way: "unasked", verdict: found });
			else askNow();
		});
	});
}

function asked(action: Action, always: Scope | undefined): Decided["by"] {
	return { way: "asked", action, ...(always && { always }) };
}

/** What the dialog says by its button "strip", of all files. */
function promiseOf(rows: readonly Row[]): string {
	return rows.map(saidOf).join("\n");
}

/** The files are with the page already and were examined before: only who gets them is the question. */
function decideToSend(attachment: Attachment, ask: Ask): Promise<Decided> {
	const choices: Choices = { keep: defaultSettings.keep, renameFiles: false };
	return new Promise((resolve) => {
		const answer = (action: Action) =>
			resolve({
				attachment,
				rows: [],
				decision: decisionOf(action, [], choices),
				ownRules: false,
				by: { way: "asked", action },
			});
		ask({
			attachment,
			stage: "asking",
			rows: [],
			choices,
			isDecided: () => true,
			answer,
			choose() {},
			change() {},
		});
	});
}

/** What is done without asking, or `undefined` where the person is to be asked. */
function releaseUnasked(
	{ changedFrom, conversation }: Attachment,
	rows: readonly Row[],
	recipient: RecipientCheck | undefined,
	settings: Settings,
): (Verdict & { do: "release" }) | undefined {
	if (changedFrom) return undefined;
	const found = verdict(
		{
			inspections: rows.flatMap(({ examined }) =>
				"inspection" in examined ? [withoutChosen(examined.inspection, settings.keep)] : [],
			),
			strippable: rows.every(isStrippable),
			// Whom nobody can name is nobody familiar.
			recipient: recipient?.assessment.risk ?? "unsure",
			messenger: conversation.messenger,
			...(recipient?.rule && { conversationRule: recipient.rule }),
		},
		settings,
	);
	return found.do === "release" ? found : undefined;
}

/** What the person always keeps is no reason to ask. What documents keep unless told otherwise, nobody has chosen. */
function withoutChosen(inspection: Inspection, keep: Keep): Inspection {
	if (inspection.status !== "found") return inspection;
	const isChosen = { time: true, credits: true, credentials: true, place: true } as const;
	const findings = inspection.findings.filter(
		(finding) => !(finding.choice && finding.choice in isChosen && mayStay(finding, keep)),
	);
	return { ...inspection, findings };
}

/** `strip` strips what can be stripped: the dialog has said which files go as they are. */
function decisionOf(action: Action, rows: readonly Row[], choices: Choices): Decision {
	if (action === "cancel" || (rows.length > 0 && rows.every(({ goes }) => goes === "left-out")))
		return { action: "cancel" };
	const isOriginal = ({ goes }: Row) => action === "original" || goes === "original";
	const names = newNames(rows, choices);
	const files = rows.map((row) => {
		if (row.goes === "left-out") return undefined;
		if (isOriginal(row)) return row.file;
		const stripped = strippedOf(row);
		return stripped && renamed(stripped, names.get(row) ?? row.file.name);
	});
	return { action: "release", files };
}

/** What the files that are stripped will be called, where that is not left as it is. */
export function newNames(rows: readonly Row[], { renameFiles }: Choices): ReadonlyMap<Row, string> {
	if (!renameFiles) return new Map();
	const some = rows.filter(({ goes }) => goes === "stripped");
	const names = namesWithoutTraces(some.map(({ file }) => file.name));
	return new Map(some.flatMap((row, index) => (names[index] === undefined ? [] : [[row, names[index]]])));
}

/** As much of a file as can be stripped: nothing of one that cannot be; one of which that is not known goes nowhere. */
function strippedOf({ file, examined }: Row): File | undefined {
	switch (examined.status) {
		case "ready":
			return examined.stripped;
		case "as-is-only":
			return file;
		case "looking":
		case "inspected":
			return undefined;
		default:
			return examined satisfies never;
	}
}
