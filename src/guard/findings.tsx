// What a file gives away: a line for each kind, worst first; every single finding with its tag on demand.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type Finding, type FindingKind, worstFirst } from "../core/finding";
import { identityOf, phrase } from "../core/phrase";
import { sentence } from "../platform/sentences";
import { timeInWords } from "../platform/times";
import { language, phraseOf, plural, words } from "../platform/words";
import { Icon, type IconName } from "../ui/icon";
import { useSteadyOrder } from "../ui/use-steady-order";
import { HiddenThings, Whereabouts } from "./pictures";

/** Values of one kind on its line: more are read by nobody in two seconds. */
const valuesShown = 2;

type Props = {
	file: File;
	findings: readonly Finding[];
	/** What is still there once it is stripped; nothing is known of that where it cannot be stripped. */
	stays?: readonly Finding[];
	among: Among;
};

/** How many files there are beside it. */
export type Among = "alone" | "some" | "many";

/** Lines for a file among many: which file is the worst is seen at a glance, the rest is a press away. */
const linesAmongMany = 3;

export function Findings({ file, findings, stays = [], among }: Props) {
	const [all, setAll] = useState(false);
	const worst = worstFirst(findings);
	const sorted = useSteadyOrder(worst, ({ kind, source, tag }) => `${kind} ${source} ${tag}`);
	const kept = new Set(stays.map(idOf));
	const isKept = (one: Finding) => kept.has(idOf(one));
	const isAlone = among === "alone";
	const groups = [...Map.groupBy(worst, (one) => `${one.kind} ${isKept(one)}`).entries()];
	const lines = useSteadyOrder(groups, ([, [one]]) => `${one?.kind}`, among === "many" ? linesAmongMany : Infinity);
	const more = groups.length - lines.length;
	return (
		<>
			{isAlone && <Whereabouts file={file} findings={sorted} />}
			<ul class="findings">
				{lines.map(([key, group]) => summary(key, group, group.every(isKept), among))}
				{more > 0 && <li class="and-more">{plural("andMore", more)}</li>}
			</ul>
			{isAlone && <HiddenThings file={file} findings={sorted} />}
			<button type="button" class="more" aria-expanded={all} onClick={() => setAll(!all)}>
				{all ? words("showLess") : words("showDetails")}
			</button>
			{all && (
				<div class="details">
					{!isAlone && <Whereabouts file={file} findings={sorted} />}
					{!isAlone && <HiddenThings file={file} findings={sorted} />}
					<Listed title={words("detailsGoes")} findings={sorted.filter((one) => !isKept(one))} />
					<Listed title={words("detailsStays")} findings={worstFirst(stays)} />
				</div>
			)}
		</>
	);
}

function summary(key: string, findings: readonly Finding[], stays: boolean, among: Among) {
	const [worst] = findings;
	if (!worst) return undefined;
	// alone, the two pictures stand below, and it is said there
	const shown = among === "alone" ? findings : findings.map(withDifference);
	const values = [...new Set(shown.map(inWords))];
	const more = values.length - valuesShown;
	const mayGrow = among === "some" && findings.some(({ picture }) => picture?.type === "image");
	return (
		<li key={key} data-finding={worst.kind} data-severity={worst.severity} data-may-grow={mayGrow || undefined}>
			<Icon name={icons[worst.kind]} />
			<Said
				kind={words(`finding_${worst.kind.replaceAll("-", "_")}`)}
				beside={more > 0 && <span class="size">{plural("andMore", more)}</span>}
				stays={stays}
			>
				{values.slice(0, valuesShown).map((value, index) => (
					<span key={value}>
						{index > 0 && " · "}
						<bdi>{value}</bdi>
					</span>
				))}
			</Said>
		</li>
	);
}

type SaidProps = { kind: string; children: ComponentChildren; beside?: ComponentChildren; stays: boolean };

/** A line of what is said: where there is no room for all of it, what stands beside it is seen yet. */
export function Said({ kind, children, beside, stays }: SaidProps) {
	return (
		<span class="said">
			<span class="values">
				<span class="kind">{kind}</span> {children}
			</span>{" "}
			<span class="beside">
				{beside} {stays && <span class="stays">{words("stays")}</span>}
			</span>
		</span>
	);
}

/** With the tags as other programs call them, and the values as the file has them. */
function Listed({ title, findings }: { title: string; findings: readonly Finding[] }) {
	if (findings.length === 0) return undefined;
	return (
		<>
			<h2>{title}</h2>
			<ul>
				{findings.map((finding, index) => (
					<li key={index} data-detail={finding.kind}>
						<span class="kind">{words(`finding_${finding.kind.replaceAll("-", "_")}`)}</span>{" "}
						<bdi>{inPhrase(withDifference(finding))}</bdi>
						<span class="tag">
							{finding.source} {finding.tag}
						</span>
					</li>
				))}
			</ul>
		</>
	);
}

const icons = {
	location: "pin",
	person: "person",
	thumbnail: "picture",
	"hidden-media": "layers",
	history: "history",
	"trailing-data": "archive",
	device: "device",
	time: "time",
	text: "text",
	provenance: "stamp",
	tracking: "tag",
	software: "window",
	unknown: "unknown",
} as const satisfies Record<FindingKind, IconName>;

function idOf({ source, tag, value }: Finding): string {
	return `${source} ${tag} ${identityOf(value)}`;
}

function inWords(finding: Finding): string {
	return finding.kind === "time" ? inPhrase(finding, (text) => timeInWords(text, language())) : inPhrase(finding);
}

function withDifference(finding: Finding): Finding {
	const { picture, value } = finding;
	return picture?.type === "image" && picture.differs ? { ...finding, value: phrase("showsMore", value) } : finding;
}

/** The value, with a word on what it is where the bare value would puzzle: `serial number 0123`. */
function inPhrase({ tag, value }: Finding, told?: (text: string) => string): string {
	const said = sentence(value, told);
	return phraseOf(`tag_${tag}`, said) ?? said;
}
