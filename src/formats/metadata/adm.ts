// Which sound goes where in an immersive mix (Audio Definition Model): that stays, without the names that people gave things.
// https://www.itu.int/rec/R-REC-BS.2076 · https://www.itu.int/rec/R-REC-BS.2088
import { type Finding, withoutChoice } from "../../core/finding";
import { latin1Bytes } from "../containers/numbers";
import { attributesOf, attributeText, textBetween, walkXml, type XmlTag, xmlOf } from "../containers/xml";
import { InvalidFileError } from "../invalid-file-error";
import { mediaFinding } from "./media-tags";
import type { ChunkPlan } from "./riff-tags";

/** The model, and what stands around it. */
const model = "audioFormatExtended";
const wrappers = new Set(["ebuCoreMain", "coreMetadata", "format", "ituADM", "frame", model]);
const wrapperValue =
	/^((urn:|https?:\/\/)[\w:./#-]{1,100}|EBU_CORE_\w{1,20}\.xsd|[a-z]{2}|ITU-R_BS\.\d{4}-\d|[\d.]{1,8})$/;
const prologue = /^<\?xml version="1\.\d"( encoding="[\w-]{1,20}")?( standalone="(yes|no)")?\s*\?>$/;

/** Numbers, times and the model's own ids. */
const plain = /^(A[A-Z]{1,3}_[\da-f_]{1,24}|[+-]?inf|[+-]?[\d.:]{0,30}(e-?\d{1,3})?(S\d{1,8})?)$/i;
/** What a word may say of how it plays. */
const playedNames = new Set(
	`typeDefinition formatDefinition speakerLabel coordinate bound screenEdgeLock gainUnit normalization
	audioProgrammeLanguage audioContentLanguage loudnessMethod loudnessRecType`.split(/\s+/),
);
const playedWord = /^[\w+:.-]{1,40}$/;
/** Elements that say nothing but what people call things. */
const givenName = /^audio\w+Label$/;
const mostTold = 64;

/** What becomes of an `axml` chunk: written anew of what plays; `undefined` where it holds no model that can be read. */
export function modelPlan(bytes: Uint8Array<ArrayBuffer>): ChunkPlan | "stays" | undefined {
	const xml = xmlOf(bytes);
	const told = new Map<string, Finding>();
	const written: string[] = [];
	const kept = new Set<number>();
	let isModel = false;
	let last = 0;
	const tell = (name: string, value: string) => {
		const tag = name.replace(/^./, (letter) => letter.toUpperCase());
		const finding = mediaFinding("axml", tag, value) ?? unknown(tag, value);
		if (told.size < mostTold) told.set(`${tag} ${value}`, finding);
	};
	const textUntil = (end: number, parent: XmlTag | undefined) => {
		const text = textBetween(xml, last, end).replace(/^\ufeff/, "");
		const value = text.trim();
		if (/^[\s\0]*$/.test(text) || (parent && isKept(parent) && mayStay(parent.name, value)))
			written.push(xml.text.slice(last, end));
		else tell(parent?.name ?? "Text", value);
	};
	const isKept = (tag: XmlTag) => kept.has(tag.start);
	try {
		walkXml(
			xml,
			(tag) => {
				textUntil(tag.start, tag.parent);
				last = tag.end;
				const inModel =
					tag.parent !== undefined && isKept(tag.parent) && isInside(tag, model) && !givenName.test(tag.name);
				if (!inModel && !(wrappers.has(tag.name) && (!tag.parent || isKept(tag.parent)))) {
					for (const { name, ...place } of attributesOf(xml, tag)) tell(name, attributeText(xml, { name, ...place }));
					return;
				}
				kept.add(tag.start);
				isModel ||= tag.name === model;
				written.push(`<${qualified(tag)}`);
				for (const attribute of attributesOf(xml, tag)) {
					const value = attributeText(xml, attribute);
					const stays = inModel ? mayStay(attribute.name, value) : wrapperValue.test(value);
					if (!stays) tell(attribute.name, value);
					const raw = stays ? xml.text.slice(attribute.valueStart, attribute.valueEnd) : "";
					// A name is asked for, if only an empty one.
					if (stays || /Name$/.test(attribute.name)) written.push(` ${qualified(attribute)}="${raw}"`);
				}
				written.push(tag.isEmpty ? "/>" : ">");
			},
			(tag, start, end) => {
				textUntil(start, tag);
				last = end;
				if (isKept(tag) && !tag.isEmpty) written.push(`</${qualified(tag)}>`);
			},
			(start, end, parent) => {
				textUntil(start, parent);
				last = end;
				const text = xml.text.slice(start, end);
				if (prologue.test(text)) written.push(text);
				else tell("Comment", text);
			},
		);
		textUntil(bytes.length, undefined);
	} catch (error) {
		if (error instanceof InvalidFileError) return undefined;
		throw error;
	}
	if (!isModel) return undefined;
	if (told.size === 0) return "stays";
	return {
		findings: [...told.values()].map(withoutChoice),
		content: async () => latin1Bytes(written.join("")),
	};
}

function mayStay(name: string, value: string): boolean {
	return plain.test(value) || (playedNames.has(name) && playedWord.test(value));
}

function isInside(tag: XmlTag, name: string): boolean {
	for (let around = tag.parent; around; around = around.parent) if (around.name === name) return true;
	return false;
}

function qualified({ prefix, name }: { prefix: string; name: string }): string {
	return prefix === "" ? name : `${prefix}:${name}`;
}

function unknown(tag: string, value: string): Finding {
	return { kind: "unknown", severity: "low", source: "axml", tag, value };
}
