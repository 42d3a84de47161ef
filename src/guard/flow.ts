// One attachment's way through the guard: examine its files, check its recipient, then release, or ask first.
import type { Attachment, Decision } from "../core/attachment";
import { keepNothing } from "../core/keep";
import { policy } from "../core/policy";
import { defaultSettings, type Settings } from "../core/settings";
import { loadSettings } from "../platform/settings-store";
import type { Examined, Examiner } from "./examine";
import { checkRecipient, type RecipientCheck, rememberDecision, worstRisk } from "./recipient-check";

/** A file of the attachment: `looking` until the Worker has answered. */
export type Row = { file: File; examined: Examined | { status: "looking" } };

/** What the dialog shows. */
export type Question = {
	attachment: Attachment;
	rows: readonly Row[];
	/** Absent until the files have been examined, and where nobody can tell who it goes to. */
	recipient?: RecipientCheck;
	answer(action: Action): void;
};

export type Action = "strip" | "original" | "cancel";

/** Where a question is shown; calling it again with the same attachment updates it. */
export type Ask = (question: Question) => void;

/** Longer than this and the person should see that something is going on, and be able to cancel it. */
const showAfter = 300;

/** Many files are drawn together, not each anew when one of them has been looked at: so many ms apart, or one for each file. */
const refreshEvery = 100;

/** Decides about one attachment. Resolves once; asks only where it must. */
export function decide(attachment: Attachment, examiner: Examiner, ask: Ask): Promise<Decision> {
	return attachment.gate === "send" ? decideToSend(attachment, ask) : decideToAttach(attachment, examiner, ask);
}

async function decideToAttach(attachment: Attachment, examiner: Examiner, ask: Ask): Promise<Decision> {
	const stop = new AbortController();
	const rows: Row[] = attachment.files.map((file) => ({ file, examined: { status: "looking" } }));
	const settings = await loadSettings().catch(() => defaultSettings);

	return new Promise((resolve) => {
		let recipient: RecipientCheck | undefined;
		let asked = false;
		let refreshing = false;

		function answer(action: Action): void {
			stop.abort();
			clearTimeout(timer);
			conclude(action, recipient?.assessment.risk === "odd" ? recipient : undefined);
		}
		function conclude(action: Action, alarm?: RecipientCheck): void {
			resolve(decisionOf(action, rows));
			// A memory that cannot be written must not hold the files.
			rememberDecision(attachment, rows, action !== "cancel", alarm?.assessment).catch(console.error);
		}
		function show(): void {
			asked = true;
			ask({ attachment, rows: [...rows], ...(recipient && { recipient }), answer });
		}
		function refresh(): void {
			if (refreshing) return;
			refreshing = true;
			setTimeout(
				() => {
					refreshing = false;
					if (!stop.signal.aborted) show();
				},
				Math.max(refreshEvery, rows.length),
			);
		}
		const timer = setTimeout(show, showAfter);

		const looks = rows.map(async (row, index) => {
			const examined = await examiner.examine(row.file, keepNothing, stop.signal);
			rows[index] = { file: row.file, examined };
			if (asked) refresh();
		});
		Promise.all(looks).then(async () => {
			if (stop.signal.aborted) return;
			// Without its memory the guard still asks.
			recipient = await checkRecipient(attachment, rows).catch(() => undefined);
			if (stop.signal.aborted) return;
			clearTimeout(timer);
			if (!asked && mayGoSilently(attachment, rows, recipient, settings)) conclude("strip");
			else show();
		});
	});
}

/** The files are with the page already and were examined before: only who gets them is the question. */
function decideToSend(attachment: Attachment, ask: Ask): Promise<Decision> {
	return new Promise((resolve) => ask({ attachment, rows: [], answer: (action) => resolve(decisionOf(action, [])) }));
}

/** Whether nobody need be asked: the recipients are known and not odd for such files, and all can be stripped. */
function mayGoSilently(
	{ changedFrom }: Attachment,
	rows: readonly Row[],
	recipient: RecipientCheck | undefined,
	settings: Settings,
): boolean {
	if (changedFrom || !recipient?.familiar) return false;
	const strippable = rows.every(({ examined }) => examined.status === "ready");
	const action = policy(worstRisk(rows), recipient.assessment.risk, settings.caution);
	switch (action) {
		case "ask":
			return false;
		case "strip-and-tell":
			return strippable && settings.mode === "strip";
		case "let-go":
		case "tell":
			return strippable;
		default:
			return action satisfies never;
	}
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
