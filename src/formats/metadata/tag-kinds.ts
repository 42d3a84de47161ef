// What a tag tells, by its name: one vocabulary for Exif, XMP, IPTC and text chunks, as ExifTool names them.

import type { Finding, FindingKind, KeepChoice, Severity } from "../../core/finding";
import type { Phrase } from "../../core/phrase";

export type TagKind = { kind: FindingKind; severity: Severity; choice?: KeepChoice };

/** The first rule that matches decides; names that match none are `unknown` and of low severity. */
const rules: readonly [RegExp, TagKind][] = [
	// how the camera was set, and what phones say of their moving photos: their names sound like more
	[
		/^(Exposure(Time|Program|Mode|Index|BiasValue|Compensation)|FNumber|(Max)?ApertureValue|ShutterSpeedValue|(Photographic)?Sensitivity\w*|ISO(Speed\w*)?|RecommendedExposureIndex|BrightnessValue|Subject(Distance(Range)?|Area|Location)|Scene(Type|CaptureType)|Flash\w*|MeteringMode|WhiteBalance|LightSource|FileSource|SensingMethod|CustomRendered|FocalLength(In35mm(Film|Format))?|FocalPlane\w+|Contrast|Saturation|Sharpness|GainControl|DigitalZoomRatio|CompositeImage\w*|XiaomiSettings)$/,
		{ kind: "device", severity: "low" },
	],
	// what is nothing without the date or the place it stands beside
	[
		/^(Sub[Ss]ecTime\w*|GPS(VersionID|MapDatum|Status|MeasureMode|DOP|Differential|\w+Ref))$/,
		{ kind: "unknown", severity: "low" },
	],
	[/^GPS(TimeStamp|DateTime|DateStamp)$/, { kind: "time", severity: "high", choice: "time" }],
	[/^OffsetTime/, { kind: "time", severity: "medium", choice: "time" }],
	// layers of Photoshop, and the raw picture that a negative was made from
	[/^(ImageSourceData|OriginalRawFileData)$/, { kind: "hidden-media", severity: "high" }],
	[/^(MotionPhoto|MicroVideo|OLivePhoto|VideoLength$)\w*/, { kind: "unknown", severity: "low" }],
	[/^(DigitalSourceType|AISystem\w*|Provenance)$/i, { kind: "provenance", severity: "medium" }],
	[/AdsExtId|^(Attrib\w*)?(FbId|ExtId)$/, { kind: "tracking", severity: "medium" }],
	[/Thumbnail|Preview|JpgFromRaw|OtherImage|EmbeddedImage/i, { kind: "thumbnail", severity: "medium" }],
	[
		/History|DerivedFrom|Ancestor|Ingredient|Pantry|Manifest|Versions|Revision|EditTime/i,
		{ kind: "history", severity: "medium" },
	],
	[/^(GeoTiff|ModelT|PixelScale)/, { kind: "location", severity: "high" }],
	[/GPS|Latitude|Longitude|Altitude|ISO6709|Coordinates/i, { kind: "location", severity: "high" }],
	[
		/^(City|Country|State|Province|Sub-?location|Location|Venue)|Location(Created|Shown|Code|Name)|Province|Country|WorldRegion|Landmark|Address|IntellectualGenre_x/i,
		{ kind: "location", severity: "high" },
	],
	[
		/^(icc:)?Copyright|^Rights|UsageTerms|Licen[sc]|WebStatement/i,
		{ kind: "person", severity: "medium", choice: "credits" },
	],
	[
		/^(Artist|By-?line|Creator|Author|Credit|Source|Photographer)$/i,
		{ kind: "person", severity: "high", choice: "credits" },
	],
	[
		/Artist|Author|Owner|Creator(?!Tool)|By-?line|Photographer|Person|Region|Face|LastModifiedBy|Company|Publisher|Contact|Contributor|Writer|Credit|Email|Phone|UserName|Licensor|Supplier/i,
		{ kind: "person", severity: "high" },
	],
	[
		/^DNGPrivateData$|UniqueObjectName|Serial|UniqueID|Document\w*ID|InstanceID|UUID|GUID|(Content|Photo)Identifier|BurstID|MediaGroup|ImageNumber|ShutterCount|FileNumber|OriginalFileName|RawFileName|RawDataUniqueID|TransmissionReference|Digest|JobRef|DigitalImageGUID|\bURL$|URI$/i,
		{ kind: "device", severity: "high" },
	],
	[/^Lens/i, { kind: "device", severity: "low" }],
	[/Make$|Model|Camera|HostComputer|Device|Firmware|Manufacturer|Scanner/i, { kind: "device", severity: "medium" }],
	[
		/Date|Time(?!Scale|zoneCode|stampUs)|OffsetTime|Year$|Created$|Modified$|^UTC/i,
		{ kind: "time", severity: "high", choice: "time" },
	],
	[
		/Software|CreatorTool|Producer|Encoder|Application|Toolkit|Generator|Program|^XMPToolkit$|Writing|Platform/i,
		{ kind: "software", severity: "medium" },
	],
	[
		/Comment|Description|Title|Keyword|Subject|Caption|Headline|Label|Instructions|Notes?$|Category|Parameters|Prompt|Workflow|DocumentNotes|(Document|Page|Object|SlicesGroup)Name|Text|Warning|Disclaimer|Scene|Event|AltText|Hierarch|^Destination$|^Service/i,
		{ kind: "text", severity: "medium" },
	],
];

/** The same names come with every photo, and searching them costs more than all else of Exif. */
const known = new Map<string, TagKind>();
/** Names of XMP are the file's own: there is no end of them. */
const maxKnown = 1000;

export function tagKind(name: string): TagKind {
	const found = known.get(name);
	if (found) return found;
	const kind = rules.find(([pattern]) => pattern.test(name))?.[1] ?? { kind: "unknown", severity: "low" };
	if (known.size < maxKnown) known.set(name, kind);
	return kind;
}

/** A finding for a named tag; dates come out alike whether written as Exif, XMP or IPTC do. */
export function tagFinding(source: string, tag: string, value: string | Phrase): Finding {
	const told = typeof value === "string" ? kindOf(tagKind(tag), value) : tagKind(tag);
	return {
		...told,
		source,
		tag,
		value: told.kind === "time" && typeof value === "string" ? dateInWords(value) : value,
	};
}

/** What a value is other than its tag's name says. */
const values: readonly [readonly FindingKind[], RegExp, TagKind | undefined][] = [
	// what AI writes where the author's name would stand: `Made with Google AI`
	[
		["person"],
		/^(made|created|edited|generated|imagined) (with|by|using) (\S+ ){0,3}AI\b/i,
		{ kind: "provenance", severity: "medium" },
	],
	// where a format has no place for text, AI's programs write their prompts where a camera's name would stand
	[["device"], /^(workflow|prompt|parameters|extra\w*)\s?:\s?[{["]/i, { kind: "text", severity: "medium" }],
	// what cameras write where a person could write something
	[
		["text", "person"],
		/^([\w-]+ ){0,4}digital (still )?camera$|^([\w-]+ )?(dsc|dcf \d\.\d)$|^(exif_jpeg_picture|default|single|hdr|\d\.\d\.\d{1,3}|dcim[\\/][\w\\/]+\.\w{3,4}|dji meta ?data)$/i,
		undefined,
	],
	// a clock that was never set, a number that nobody gave
	[
		["time", "device", "person"],
		/^([-0:. ]+|(1970[-:]01[-:]01)([ T]00:00(:00)?)?(\.0+)?Z?|unknown|none|n\/?a|null)$/i,
		undefined,
	],
];

function kindOf(told: TagKind, value: string): TagKind {
	const other = values.find(([kinds, pattern]) => kinds.includes(told.kind) && pattern.test(value));
	return other ? (other[2] ?? { ...told, severity: "low" }) : told;
}

/** `2026:07:14 18:30:12`, `2026-07-14T18:30:12+02:00` and `20260714` as `2026-07-14 18:30:12`, with its zone where one stands. */
function dateInWords(value: string): string {
	return value
		.replace(/^(\d{4}):(\d\d):(\d\d)/, "$1-$2-$3")
		.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3")
		.replace(/^(\d\d)(\d\d)(\d\d)([+-]\d{4})?$/, "$1:$2:$3")
		.replace(/^(\d{4}-\d\d-\d\d)T/, "$1 ");
}

/** Findings whose value an earlier one of the same kind already told (a date that stands three times) are left out. */
export function oncePerFact(findings: readonly Finding[]): Finding[] {
	const told = new Map<string, Finding>();
	const times = timesOf(findings);
	const once: Finding[] = [];
	for (const finding of findings) {
		const time = finding.kind === "time" && typeof finding.value === "string" ? toTheSecond(finding.value) : undefined;
		if (
			time !== undefined &&
			partial.test(time) &&
			times.some((other) => other.length > time.length && other.includes(time))
		)
			continue;
		const fact = JSON.stringify([finding.kind, time ?? finding.value]);
		const earlier = told.get(fact);
		if (earlier && finding.picture?.type !== "image" && finding.picture?.type !== "video") {
			// the same time with its zone tells more, and what may stay in one place is for a person to choose
			const isFuller = time !== undefined && finding.value.toString().length > earlier.value.toString().length;
			if (isFuller || (finding.choice && !earlier.choice)) {
				const { value, choice = earlier.choice } = finding;
				const both = { ...earlier, ...(isFuller && { value }), ...(choice && { choice }) };
				once[once.indexOf(earlier)] = both;
				told.set(fact, both);
			}
			continue;
		}
		told.set(fact, finding);
		once.push(finding);
	}
	return once;
}

/** A day alone, or a time of day alone. */
const partial = /^(\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d)$/;
/** More different times than that are told one by one: no honest file has them. */
const timesCompared = 100;

function timesOf(findings: readonly Finding[]): string[] {
	const times = new Set(
		findings.flatMap(({ kind, value }) => (kind === "time" && typeof value === "string" ? [toTheSecond(value)] : [])),
	);
	return times.size > timesCompared ? [] : [...times];
}

/** A time without fractions of a second and its zone, which other blocks may leave out: `2026-07-14 18:30:12`. */
function toTheSecond(value: string): string {
	const [day] = /^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?/.exec(value) ?? [];
	return day ?? value;
}
