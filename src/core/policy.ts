// File risk × recipient risk → what the guard does. The one table that decides whether a person is interrupted.
import type { Inspection } from "./inspection";

/** What a file would give away, least first. */
export const fileRisks = ["none", "low", "medium", "high"] as const;
export type FileRisk = (typeof fileRisks)[number];

/** `usual`: as so often; `unsure`: worth a look, no more; `odd`: probably not who was meant. */
export const recipientRisks = ["usual", "unsure", "odd"] as const;
export type RecipientRisk = (typeof recipientRisks)[number];

/** `tell`: let go with a quiet line about the recipient. `strip-and-tell`: a line says what was removed. */
export type PolicyAction = "let-go" | "tell" | "strip-and-tell" | "ask";

/** How soon a person wants to be asked. */
export const cautions = ["calm", "balanced", "careful"] as const;
export type Caution = (typeof cautions)[number];

// A dialog needs both: something to lose and somebody odd. A third of people misdirect two mails a year; at 10,000 sends
// even one alarm in 200 would be 50 dialogs for each real slip, so an odd recipient of a harmless file is only told.
const table = {
	none: { usual: "let-go", unsure: "let-go", odd: "tell" },
	low: { usual: "strip-and-tell", unsure: "strip-and-tell", odd: "strip-and-tell" },
	medium: { usual: "strip-and-tell", unsure: "strip-and-tell", odd: "ask" },
	high: { usual: "strip-and-tell", unsure: "ask", odd: "ask" },
} as const satisfies Record<FileRisk, Record<RecipientRisk, PolicyAction>>;

/** Caution moves a recipient one column. Nobody usual becomes odd by it. */
const moved = {
	calm: { usual: "usual", unsure: "usual", odd: "odd" },
	balanced: { usual: "usual", unsure: "unsure", odd: "odd" },
	careful: { usual: "usual", unsure: "odd", odd: "odd" },
} as const satisfies Record<Caution, Record<RecipientRisk, RecipientRisk>>;

export function policy(file: FileRisk, recipient: RecipientRisk, caution: Caution): PolicyAction {
	return table[file][moved[caution][recipient]];
}

/** What is at stake with a file. What could not be read may hold anything. */
export function fileRiskOf(inspection: Inspection): FileRisk {
	switch (inspection.status) {
		case "clean":
			return "none";
		case "found":
			return worstOf(inspection.findings.map(({ severity }) => severity)) ?? "none";
		case "unsupported":
		case "failed":
			return "medium";
	}
}

/** The worst of several; nothing where there are none. */
export function worstOf(risks: readonly FileRisk[]): FileRisk | undefined {
	return fileRisks.findLast((risk) => risks.includes(risk));
}
