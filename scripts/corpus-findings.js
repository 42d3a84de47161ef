// How much of what a judge lists for a file `inspect` tells: by kind, and with the judge's own values.

/** A judge's kinds of leak, and the kinds of finding that tell a person of them. */
const tellingKinds = {
	place: ["location"],
	gps: ["location"],
	person: ["person"],
	device: ["device", "software"],
	identifier: ["device", "tracking", "history", "provenance"],
	time: ["time", "history"],
	thumbnail: ["thumbnail", "hidden-media"],
	history: ["history", "provenance"],
	text: ["text"],
	makernote: ["device", "tracking"],
	trailer: ["trailing-data", "hidden-media", "device", "text", "history"],
	c2pa: ["provenance"],
	software: ["software", "device"],
};

/**
 * Tags that the judge takes for another kind by their names: a shutter's speed tells no place, the distance of a subject
 * is no text, and what its own walk calls by a chunk's name is told by what the chunk says. A book's list of its files
 * is no manifest of its history, and the names of elements in it are no people's.
 */
const misnamed =
	/ShutterSpeed|SyncSpeed|Subject(Area|Distance|Location)|UniformResourceName|WorldTimeLocation|ValidArea|DirectoryIndex|LockMicrophone|FocusWarning|ExposureWarning|SensorName|PaletteName|MetadataText|ParamsText|ModelT(ype|ransform)|^walk:(chunk|box|SVG RDF)|Icccopyright|HeadingPairs|HyperlinksChanged|LinksUpToDate|Info-like key|CropHiSpeed|DirectoryNumber|^XML:(Manifest|Guide)|^XML-dc:(Title|Creator)Id$/;

/**
 * Values that are the judge's own words, and not the file's: sizes and names of blocks it walked, numbers of a maker's
 * notes in English, digests it computed, and halves of a place; and what is told in sum: the steps of a history.
 */
const notTheFiles =
	/^(walk|member|JUMBF|Jpeg2000|ICC|Photoshop:(Copyright|IPTC)|File:Current|GeoTiff|Canon|CanonCustom|Nikon|NikonCustom|PreviewIFD|Sony|Olympus|Panasonic|Pentax|Apple|FujiFilm|Casio|Kodak|Minolta|Ricoh|Sanyo|Sigma|JVC|GE|DJI|FLIR|InfiRay|Google|Motorola|Samsung|GoPro|FlashPix|MPF|MPImage|XMP-xmpMM:(History|DerivedFrom))|SubSecTime|Ref$|VersionID$|Offset$|Length$|Start$/;

/** The leaks of a file that matter, each with whether it is told by kind, and whether its value is. */
export function compareFindings(leaks, findings) {
	const kinds = new Set(findings.filter(({ kind }) => kind !== "unknown").map(({ kind }) => kind));
	const values = findings.map(({ value }) => plain(value)).join("\n");
	const numbers = findings.flatMap(({ value }) => value.match(/-?\d+\.\d+/g) ?? []).map(Number);
	const minutes = findings.flatMap(({ value }) => value.match(/\d+(?= minutes)/g) ?? []).map(Number);
	return leaks
		.filter(({ minor, kind }) => !minor && kind in tellingKinds)
		.map(({ kind, tag, value }) => ({
			kind,
			tag,
			value,
			misnamed: misnamed.test(tag),
			told: tellingKinds[kind].some((telling) => kinds.has(telling)),
			comparable: !misnamed.test(tag) && !notTheFiles.test(tag) && !/^\(Binary data/.test(value),
			valueTold: isTold(value, values, numbers, minutes),
		}));
}

/** A place as numbers, a structure by what is in it, anything else as text. */
function isTold(value, values, numbers, worked) {
	const [, degrees, minutes, seconds] = /^(\d+) deg (\d+)' ([\d.]+)"/.exec(value) ?? [];
	if (degrees !== undefined) {
		const place = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
		return numbers.some((number) => Math.abs(Math.abs(number) - place) < 0.00002);
	}
	return leavesOf(value).every((leaf) => {
		const text = plain(leaf);
		return (
			values.includes(text) ||
			values.includes(plain(withoutZone(leaf))) ||
			isRounded(leaf, numbers) ||
			isDuration(leaf, worked)
		);
	});
}

/** What kind of region it is and where it lies: its name is what tells. */
const shape = /^(Type|Unit|[HWXY])$/;

function leavesOf(value) {
	if (!/^[[{]/.test(value)) return [value];
	try {
		const leaves = (part, name) => {
			if (typeof part === "object" && part !== null)
				return Object.entries(part).flatMap(([key, inner]) => leaves(inner, Array.isArray(part) ? name : key));
			return shape.test(name) || /^\(Binary data/.test(part) ? [] : [part];
		};
		return leaves(JSON.parse(value), "").map(String);
	} catch {
		return [value]; // cut off
	}
}

function withoutZone(value) {
	return value.replace(/(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/, "$1");
}

/** The judge counts long work in hours, to a tenth; we in minutes. */
function isDuration(value, numbers) {
	const [, hours] = /^([\d.]+) hours$/.exec(value) ?? [];
	return hours !== undefined && numbers.some((minutes) => (minutes / 60).toFixed(1) === Number(hours).toFixed(1));
}

/** A height or a direction, which are told to a tenth. */
function isRounded(value, numbers) {
	const [, number] = /^(-?\d+(?:\.\d+)?)( m\b.*)?$/.exec(value) ?? [];
	return number !== undefined && numbers.some((told) => Math.abs(Math.abs(told) - Number(number)) <= 0.051);
}

/** Letters and digits alone: dates, names and keywords are written in several ways. */
function plain(text) {
	return String(text)
		.toLowerCase()
		.replace(/(\d)t(\d)/g, "$1$2")
		.replace(/[^\p{L}\p{N}]+/gu, "");
}
