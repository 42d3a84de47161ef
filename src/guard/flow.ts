// One attachment's way through the guard: examine its files, check its recipient, then release, or ask first.
import type { Attachment, Decision } from "../core/attachment";
import { namesWithoutTraces, renamed } from "../core/file-name";
import type { Finding } from "../core/finding";
import type { Inspection } from "../core/inspection";
import { type Keep, mayStay } from "../core/keep";
import { type Decidable, isDecided } from "../core/managed";
import { defaultSettings, type Settings } from "../core/settings";
import { type Verdict, verdict } from "../core/verdict";
import { loadChoices } from "../platform/settings-store";
import type { Examined, Examiner } from "./examine";
import { checkRecipient, type RecipientCheck } from "./recipient-check";
import type { Scope } from "./standing-choice";

/** What becomes of a file: `stripped` where that is possible. */
export const goesOptions = ["stripped", "original", "left-out"] as const;
export type Goes = (typeof goesOptions)[number];

/** The Worker has not answered yet: `share` is done, and what is `known` it says already. */
type Looking = { status: "looking"; share: number; known: readonly Finding[] };

/** A file of the attachment. */
export type Row = { file: File; examined: Examined | Looking; goes: Goes };

/** What the dialog shows. */
export type Question = {
	attachment: Attachment;
	rows: readonly Row[];
	/** Absent until the files have been examined, and where nobody can tell who it goes to. */
	recipient?: RecipientCheck;
	choices: Choices;
	/** What an organisation has decided, and the person can change no more. */
	isDecided: IsDecided;
	/** Files are being stripped anew, after another choice. */
	isBusy: boolean;
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
const showAfter = 600;

/** Many files are drawn together, not each anew when one of them has been looked at: so many ms apart, or one for each file. */
const refreshEvery = 100;

/** Decides about one attachment. Resolves once; asks only where it must. */
export function decide(attachment: Attachment, examiner: Examiner, ask: Ask): Promise<Decided> {
	return attachment.gate === "send" ? decideToSend(attachment, ask) : decideToAttach(attachment, examiner, ask);
}

async function decideToAttach(attachment: Attachment, examiner: Examiner, ask: Ask): Promise<Decided> {
	const stop = new AbortController();
	const { settings, managed } = await loadChoices().catch(() => ({ settings: defaultSettings, managed: {} }));
	const rows = attachment.files.map(rowOf);

	const compared = async (file: File, examined: Row["examined"]) =>
		examined.status === "looking" ? examined : examiner.compare(file, examined);

	return new Promise((resolve) => {
		let choices: Choices = { keep: settings.keep, renameFiles: settings.renameFiles };
		let recipient: RecipientCheck | undefined;
		let asked = false;
		let refreshing = false;
		let round = 0;
		let isBusy = false;

		function answer(action: Action, always?: Scope): void {
			conclude(action, { way: "asked", action, ...(always && { always }) });
		}
		function conclude(action: Action, by: Decided["by"]): void {
			stop.abort();
			clearTimeout(timer);
			const decision = decisionOf(action, rows, choices);
			resolve({ attachment, rows, decision, by, ownRules: settings.ownRules, ...(recipient && { recipient }) });
		}
		function show(): void {
			asked = true;
			ask({
				attachment,
				rows: [...rows],
				choices,
				isDecided: (...of) => isDecided(managed, ...of),
				isBusy,
				answer,
				choose,
				change,
				...(recipient && { recipient }),
			});
		}
		function refresh(): void {
			if (!asked || refreshing) return;
			refreshing = true;
			setTimeout(
				() => {
					refreshing = false;
					if (!stop.signal.aborted) show();
				},
				Math.max(refreshEvery, rows.length),
			);
		}
		function choose(index: number, goes: Goes): void {
			const row = rows[index];
			if (row) rows[index] = { ...row, goes };
			show();
		}
		async function change(changed: Choices): Promise<void> {
			const isAnew = changed.keep !== choices.keep;
			choices = changed;
			isBusy ||= isAnew;
			show();
			if (!isAnew) return;
			round++;
			const mine = round;
			await Promise.all(
				rows.map(async ({ file }, index) => {
					const examined = await examiner.examine(file, choices.keep, stop.signal).then((one) => compared(file, one));
					const row = rows[index];
					if (row && mine === round) rows[index] = { ...row, examined };
				}),
			);
			if (mine !== round || stop.signal.aborted) return;
			isBusy = false;
			show();
		}
		/** What is hidden is worth a question by itself, and shown in one that is asked already. */
		async function compareAll(): Promise<void> {
			const mine = round;
			await Promise.all(
				rows.map(async ({ file, examined }, index) => {
					const anew = await compared(file, examined);
					const row = rows[index];
					if (!row || mine !== round) return;
					rows[index] = { ...row, examined: anew };
					refresh();
				}),
			);
		}
		const timer = setTimeout(show, showAfter);

		const looks = rows.map(async ({ file }, index) => {
			const put = (examined: Row["examined"]) => {
				const row = rows[index];
				if (row) rows[index] = { ...row, examined };
				refresh();
			};
			let looking: Looking = { status: "looking", share: 0, known: [] };
			const look = (more: Partial<Looking>) => {
				looking = { ...looking, ...more };
				put(looking);
			};
			const progress = (share: number) => look({ share });
			const first = (known: readonly Finding[]) => look({ known });
			put(await examiner.examine(file, choices.keep, stop.signal, progress, first));
		});
		Promise.all(looks).then(async () => {
			if (stop.signal.aborted) return;
			// Without its memory the guard still asks.
			recipient = await checkRecipient(attachment, rows).catch(() => undefined);
			if (stop.signal.aborted) return;
			clearTimeout(timer);
			// Who has seen that something is going on has not been asked anything yet.
			const unasked = () => releaseUnasked(attachment, rows, recipient, settings);
			const comparing = compareAll();
			if (!unasked()) return show();
			await comparing;
			const found = unasked();
			if (stop.signal.aborted) return;
			if (found) conclude(found.as === "stripped" ? "strip" : "original", { way: "unasked", verdict: found });
			else show();
		});
	});
}

/** A file that has still to be looked at. */
export function rowOf(file: File): Row {
	return { file, examined: { status: "looking", share: 0, known: [] }, goes: "stripped" };
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
		ask({ attachment, rows: [], choices, isDecided: () => true, isBusy: false, answer, choose() {}, change() {} });
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
			strippable: rows.every(({ examined }) => examined.status === "ready"),
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
		return isOriginal(row) ? row.file : renamed(strippedOf(row), names.get(row) ?? row.file.name);
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

/** As much of a file as can be stripped: nothing of one that cannot be. */
function strippedOf({ file, examined }: Row): File {
	return examined.status === "ready" ? examined.stripped : file;
}
