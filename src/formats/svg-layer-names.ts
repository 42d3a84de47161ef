// Names that people gave to layers and shapes: drawing programs write them as ids and classes.
import type { Finding } from "../core/finding";
import { attributeText, escapeXml, type XmlAttribute, type XmlBytes, type XmlTag } from "./containers/xml";
import type { ChoiceEdit } from "./containers/xml-edits";
import { readable } from "./metadata/text";
import { referredTo } from "./svg-references";

/** An id or a class with words of somebody's own. */
export type LayerName = { tag: XmlTag; attribute: XmlAttribute };

/** What programs call a layer, a shape or a group by themselves, in the languages they speak. */
const usual =
	/^(?:layers?|groups?|paths?|rect(?:angle)?|ellipse|circle|oval|lines?|shapes?|vectors?|frames?|artboards?|pages?|symbols?|icons?|background|mask(?:ed)?|clip(?:ped|ping)?|crop|marks|outlines?|fill|stroke|bounding|bounds?|box|combined|compound|union|subtract|intersect|text|image|bitmap|slices?|copy|polygon|star|square|triangle|component|instance|default|objects?|guides?|grid|base|top|bottom|left|right|center|ebene|gruppe|pfad|calque|groupe|trac[eé]|capa|grupo|camada|livello|gruppo|tracciato|слой|группа|контур|warstwa|grupa|laag|groep|lager|taso|vrstva|réteg|katman)$/iu;
const usualUnspaced =
	/图层|圖層|编组|群組|矩形|椭圆形?|橢圓形?|路径|路徑|形状|直线|画板|背景|蒙版|レイヤー|グループ|パス|長方形|アートボード|マスク|레이어|그룹|패스/g;
/** Words as people write them: `Alice`, `ALICE`, `alice`; programs put digits and capitals into theirs. */
const plainWord = /^\p{L}['’]?[\p{Ll}\p{Lo}\p{M}'’]+$|^\p{Lu}{2,}$/u;
/** Scripts that put nothing between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{3,}/u;

export function hasLayerName({ name }: XmlAttribute, value: string): boolean {
	return (name === "id" || name === "class") && wordsOf(name, value).some(isLayerName);
}

/** Whether somebody chose these words: several of them apart, or with capitals as names have them; a single one says too little. */
function isLayerName(name: string): boolean {
	const shown = shownName(name);
	if (/\S@\S+\.\S/.test(shown) || unspaced.test(shown.replace(usualUnspaced, ""))) return true;
	const words = shown.split(/[\s/-]+/).filter((word) => plainWord.test(word) && !usual.test(word));
	if (words.length < 2) return false;
	return /\p{L}\s+\p{L}/u.test(unescaped(name)) || words.filter((word) => /^\p{Lu}/u.test(word)).length >= 2;
}

function shownName(name: string): string {
	return readable(unescaped(name).replaceAll("_", " "));
}

/** Illustrator writes `_` for a space, and `_x26_` for what an id may not hold. */
function unescaped(name: string): string {
	return name.replace(/_x([0-9a-f]{2,4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const encoder = new TextEncoder();

/** What goes: names that nothing refers to, but for what other files may show by them. */
export function layerNameEdits(
	xml: XmlBytes,
	referring: string,
	names: readonly LayerName[],
	findings: Finding[],
): ChoiceEdit[] {
	const edits: ChoiceEdit[] = [];
	for (const kind of ["id", "class"] as const) {
		const all = names
			.filter(({ attribute }) => attribute.name === kind)
			.map((one) => ({ ...one, value: attributeText(xml, one.attribute) }));
		const asked = new Set(all.flatMap(({ value }) => wordsOf(kind, value)));
		const used = referredTo(xml, referring, asked, kind);
		const told = { goes: new Set<string>(), stays: new Set<string>() };
		for (const { tag, attribute, value } of all) {
			const words = wordsOf(kind, value);
			const isShownElsewhere = kind === "id" && /^(?:symbol|view)$/.test(tag.name);
			const stays = (word: string) => isShownElsewhere || used.has(word) || /[&<>"']/.test(word); // references escape these
			for (const word of words.filter(isLayerName)) told[stays(word) ? "stays" : "goes"].add(shownName(word));
			const left = words.filter((word) => stays(word) || !isLayerName(word));
			if (left.length === words.length) continue;
			edits.push(
				left.length === 0
					? { start: attribute.start, end: attribute.end }
					: { start: attribute.valueStart, end: attribute.valueEnd, bytes: encoder.encode(escapeXml(left.join(" "))) },
			);
		}
		const add = (set: Set<string>, more: { stays?: true }) => {
			if (set.size === 0) return;
			const value = readable([...set].join(", "));
			findings.push({ kind: "text", severity: "medium", source: "SVG", tag: kind, value, ...more });
		};
		add(told.goes, {});
		add(told.stays, { stays: true });
	}
	return edits;
}

function wordsOf(kind: "id" | "class", value: string): string[] {
	return kind === "id" ? [value] : value.split(/\s+/).filter((word) => word !== "");
}
