// Whether a person is asked before files go, or what is done without asking: the policy, shifted by what they have chosen.
import type { Finding } from "./finding";
import type { Inspection } from "./inspection";
import { fileRiskOf, policy, type RecipientRisk, worstOf } from "./policy";
import { type Rule, ruleFor, type Settings } from "./settings";

/** `tell`: a quiet line says what was done, or who it went to. */
export type Verdict = { do: "ask" } | { do: "release"; as: "stripped" | "original"; tell: boolean };

export type Case = {
	inspections: readonly Inspection[];
	/** Whether each of the files can be stripped. */
	strippable: boolean;
	recipient: RecipientRisk;
	/** An adapter's id. */
	messenger: string;
	/** The rule for this conversation alone. */
	conversationRule?: Rule;
};

export function verdict(given: Case, settings: Settings): Verdict {
	const inspections = given.inspections.map((inspection) => heeded(inspection, settings));
	const risk = worstOf(inspections.map(fileRiskOf)) ?? "none";
	const action = policy(risk, given.recipient, settings.caution);
	switch (action) {
		case "ask":
			return { do: "ask" };
		case "let-go":
		case "tell":
			return { do: "release", as: "original", tell: action === "tell" };
		case "strip-and-tell":
			return byRule(given, inspections, settings);
		default:
			return action satisfies never;
	}
}

function byRule(given: Case, inspections: readonly Inspection[], settings: Settings): Verdict {
	const { messenger, conversationRule, strippable } = given;
	const rule = ruleFor(settings, messenger, conversationRule);
	if (rule === "original") return { do: "release", as: "original", tell: true };
	// What cannot be stripped goes as it is only by a person's own word.
	if (!strippable || rule === "ask") return { do: "ask" };
	const findings = inspections.flatMap((inspection) => (inspection.status === "found" ? inspection.findings : []));
	const wanted = rule === "strip" ? [] : findings.map((finding) => ruleOfFinding(finding, settings));
	if (wanted.includes("ask")) return { do: "ask" };
	const asIs = wanted.length > 0 && wanted.every((one) => one === "original");
	if (!asIs && given.inspections.some(breaksWhenStripped)) return { do: "ask" };
	return { do: "release", as: asIs ? "original" : "stripped", tell: true };
}

/** Also where its kind is ignored: what breaks is more than what is told. */
function breaksWhenStripped(inspection: Inspection): boolean {
	return inspection.status === "found" && inspection.findings.some(({ breaks }) => breaks);
}

/** Where nothing narrower is chosen. Little things are stripped without a question, whoever asks to be asked. */
function ruleOfFinding({ kind, severity }: Finding, { kinds, rule }: Settings): Rule {
	const chosen = kinds[kind];
	if (chosen === "ask" || chosen === "strip") return chosen;
	return rule === "ask" && severity === "low" ? "strip" : rule;
}

/** An inspection without the kinds that the person ignores. */
function heeded(inspection: Inspection, { kinds }: Settings): Inspection {
	if (inspection.status !== "found") return inspection;
	const findings = inspection.findings.filter(({ kind }) => kinds[kind] !== "ignore");
	return { ...inspection, findings };
}
