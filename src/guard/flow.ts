// One attachment's way through the guard: examine its files, then release, or ask first.
import type { Attachment, Decision } from "../core/attachment";
import { keepNothing } from "../core/keep";
import type { Settings } from "../core/settings";
import { confirm, isConfirmed } from "../platform/confirmed";
import { loadSettings } from "../platform/settings-store";
import type { Examined, Examiner } from "./examine";

/** A file of the attachment: `looking` until the Worker has answered. */
export type Row = { file: File; examined: Examined | { status: "looking" } };

/** What the dialog shows. */
export type Question = {
	attachment: Attachment;
	rows: readonly Row[];
	/** Whether the person has sent to this conversation before. */
	familiar: boolean;
	answer(action: Action): void;
};

export type Action = "strip" | "original" | "cancel";

/** Where a question is shown; calling it again with the same attachment updates it. */
export type Ask = (question: Question) => void;

/** Longer than this and the person should see that something is going on, and be able to cancel it. */
const showAfter = 300;

/** Decides about one attachment. Resolves once; asks only where it must. */
export async function decide(attachment: Attachment, examiner: Examiner, ask: Ask): Promise<Decision> {
	const { files, conversation, origin } = attachment;
	if (attachment.gate === "send") return decideToSend(attachment, ask);
	const stop = new AbortController();
	const rows: Row[] = files.map((file) => ({ file, examined: { status: "looking" } }));
	const [settings, familiar] = await Promise.all([
		loadSettings(),
		conversation.status === "known" ? isConfirmed(conversation, origin) : false,
	]);

	return new Promise((resolve) => {
		let asked = false;

		async function answer(action: Action): Promise<void> {
			stop.abort();
			clearTimeout(timer);
			if (action !== "cancel" && conversation.status === "known") await confirm(conversation, origin);
			resolve(decisionOf(action, rows));
		}
		function show(): void {
			asked = true;
			ask({ attachment, rows: [...rows], familiar, answer });
		}
		const timer = setTimeout(show, showAfter);

		const looks = rows.map(async (row, index) => {
			const examined = await examiner.examine(row.file, keepNothing, stop.signal);
			rows[index] = { file: row.file, examined };
			if (asked && !stop.signal.aborted) show();
		});
		Promise.all(looks).then(() => {
			if (stop.signal.aborted) return;
			clearTimeout(timer);
			const silently = asked || attachment.changedFrom || !familiar ? undefined : silentDecision(rows, settings);
			if (silently) resolve(silently);
			else show();
		});
	});
}

/** The files are with the page already and were examined before: only who gets them is the question. */
function decideToSend(attachment: Attachment, ask: Ask): Promise<Decision> {
	return new Promise((resolve) =>
		ask({ attachment, rows: [], familiar: false, answer: (action) => resolve(decisionOf(action, [])) }),
	);
}

/** What may go without a question, to a conversation that was confirmed before. */
function silentDecision(rows: readonly Row[], settings: Settings): Decision | undefined {
	const allClean = rows.every(({ examined }) => examined.status === "ready" && examined.inspection.status === "clean");
	const allStrippable = rows.every(({ examined }) => examined.status === "ready");
	return allClean || (settings.mode === "strip" && allStrippable) ? decisionOf("strip", rows) : undefined;
}

/** `strip` strips what can be stripped: the dialog has said which files go as they are. */
function decisionOf(action: Action, rows: readonly Row[]): Decision {
	switch (action) {
		case "cancel":
			return { action: "cancel" };
		case "original":
			return { action: "release", files: rows.map(({ file }) => file) };
		case "strip":
			return {
				action: "release",
				files: rows.map(({ file, examined }) => (examined.status === "ready" ? examined.stripped : file)),
			};
		default:
			return action satisfies never;
	}
}
