// One attachment's way through the guard: examine its files, check its recipient, then release, or ask first.
import type { Attachment, Decision } from "../core/attachment";
import { filesWithoutTraces } from "../core/file-name";
import { keepNothing } from "../core/keep";
import { defaultSettings, type Settings } from "../core/settings";
import { type Verdict, verdict } from "../core/verdict";
import { loadSettings } from "../platform/settings-store";
import type { Examined, Examiner } from "./examine";
import { checkRecipient, type RecipientCheck } from "./recipient-check";

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

/** An attachment that has been decided about, by a person or by what they have chosen before. */
export type Decided = {
	attachment: Attachment;
	rows: readonly Row[];
	decision: Decision;
	recipient?: RecipientCheck;
	/** `asked`: the person has seen it all; else whether a quiet line is to say what was done. */
	by: { way: "asked"; action: Action } | { way: "unasked"; verdict: Verdict & { do: "release" } };
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
	const rows: Row[] = attachment.files.map((file) => ({ file, examined: { status: "looking" } }));
	const settings = await loadSettings().catch(() => defaultSettings);

	return new Promise((resolve) => {
		let recipient: RecipientCheck | undefined;
		let asked = false;
		let refreshing = false;

		function answer(action: Action): void {
			stop.abort();
			clearTimeout(timer);
			conclude(action, { way: "asked", action });
		}
		function conclude(action: Action, by: Decided["by"]): void {
			resolve({ attachment, rows, decision: decisionOf(action, rows, settings), by, ...(recipient && { recipient }) });
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
			// Who has seen that something is going on has not been asked anything yet.
			const unasked = releaseUnasked(attachment, rows, recipient, settings);
			if (unasked) conclude(unasked.as === "stripped" ? "strip" : "original", { way: "unasked", verdict: unasked });
			else show();
		});
	});
}

/** The files are with the page already and were examined before: only who gets them is the question. */
function decideToSend(attachment: Attachment, ask: Ask): Promise<Decided> {
	return new Promise((resolve) => {
		const answer = (action: Action) =>
			resolve({
				attachment,
				rows: [],
				decision: decisionOf(action, [], defaultSettings),
				by: { way: "asked", action },
			});
		ask({ attachment, rows: [], answer });
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
			inspections: rows.flatMap(({ examined }) => ("inspection" in examined ? [examined.inspection] : [])),
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

/** `strip` strips what can be stripped: the dialog has said which files go as they are. */
function decisionOf(action: Action, rows: readonly Row[], { renameFiles }: Settings): Decision {
	switch (action) {
		case "cancel":
			return { action: "cancel" };
		case "original":
			return { action: "release", files: rows.map(({ file }) => file) };
		case "strip": {
			const files = rows.map(({ file, examined }) => (examined.status === "ready" ? examined.stripped : file));
			return { action: "release", files: renameFiles ? filesWithoutTraces(files) : files };
		}
		default:
			return action satisfies never;
	}
}
