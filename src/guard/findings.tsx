// What a file gives away: a line for each kind, worst first; every single finding with its tag on demand.
import { useState } from "preact/hooks";
import { type Finding, worstFirst } from "../core/finding";
import { sentence } from "../platform/sentences";
import { phraseOf, plural, words } from "../platform/words";

/** Values of one kind on its line: more are read by nobody in two seconds. */
const valuesShown = 2;

export function Findings({ findings }: { findings: readonly Finding[] }) {
	const [all, setAll] = useState(false);
	const sorted = worstFirst(findings);
	return (
		<>
			<ul class="findings">
				{all ? sorted.map(single) : [...Map.groupBy(sorted, ({ kind }) => kind).values()].map(summary)}
			</ul>
			<button type="button" class="more" aria-expanded={all} onClick={() => setAll(!all)}>
				{all ? words("showLess") : words("showDetails")}
			</button>
		</>
	);
}

function summary(findings: readonly Finding[]) {
	const [worst] = findings;
	if (!worst) return undefined;
	const values = [...new Set(findings.map(phrase))];
	const more = values.length - valuesShown;
	return (
		<li key={worst.kind} data-finding={worst.kind} data-severity={worst.severity}>
			<span class="kind">{words(`finding_${worst.kind.replaceAll("-", "_")}`)}</span>{" "}
			{values.slice(0, valuesShown).map((value, index) => (
				<span key={value}>
					{index > 0 && " · "}
					<bdi>{value}</bdi>
				</span>
			))}
			{more > 0 && <span class="size"> {plural("andMore", more)}</span>}
		</li>
	);
}

function single(finding: Finding, index: number) {
	return (
		<li key={index} data-finding={finding.kind} data-severity={finding.severity}>
			<span class="kind">{words(`finding_${finding.kind.replaceAll("-", "_")}`)}</span> <bdi>{phrase(finding)}</bdi>
			<span class="tag">
				{finding.source} {finding.tag}
			</span>
		</li>
	);
}

/** The value, with a word on what it is where the bare value would puzzle: `serial number 0123`. */
function phrase({ tag, value }: Finding): string {
	const said = sentence(value);
	return phraseOf(`tag_${tag}`, said) ?? said;
}
