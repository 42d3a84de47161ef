// The phrases of findings in English, for the command line; the same sentences stand in the locales as `value_KEY`.
import type { Coordinates } from "./finding";
import type { Phrase, PhrasePart } from "./phrase";

type Sentence = string | { one: string; other: string };

/** By key, with `$1`… for the parts. */
export const english = {
	size: "$1",
	names: "$1",
	place: "$1",
	placeAbove: "$1 ($2 m above sea level)",
	placeBelow: "$1 ($2 m below sea level)",
	behindPicture: "$1 after the end of the picture",
	croppedAway: "$1 after the end of the picture, with what was cropped away",
	labelledSize: "$1, $2",
	unusedBytes: "$1 that no picture uses",
	unreadableBytes: "unreadable, $1",
	compressedBytes: "compressed, $1",
	bytesBehindComments: "$1 behind the comments",
	bytesOfNoFile: "$1 that belong to no file in it",
	bytesAround: "$1 before or after the document",
	secondPicture: "a second picture of $1",
	smallerCopy: "a smaller copy of the picture, $1",
	missingPictures: "an index of pictures that are not there",
	video: "a video of $1",
	videoOfLength: "a video of $1, $2",
	showsMore: "$1, shows what the picture does not",
	originalJpeg: "the JPEG it was made from, but for its pixels: $1",
	manifest: "a manifest of $1",
	manifestPictures: {
		one: "$1 small picture of it and of what it was made from",
		other: "$1 small pictures of it and of what it was made from",
	},
	emptyEntry: "an empty entry",
	emptyComment: "an empty comment",
	emptyTag: "an empty tag",
	emptyPacket: "an empty XMP packet",
	emptyGps: "an empty GPS record",
	extraField: "an extra field",
	moreTags: { one: "$1 more tag", other: "$1 more tags" },
	andMoreTags: { one: "$2, $1 more tag", other: "$2, $1 more tags" },
	moreFields: { one: "$1 more field", other: "$1 more fields" },
	programSettings: {
		one: "$1 setting of the program that saved it",
		other: "$1 settings of the program that saved it",
	},
	converterSettings: { one: "$1 setting of a raw converter", other: "$1 settings of a raw converter" },
	points: { one: "$1 point over $2, from $3 to $4", other: "$1 points over $2, from $3 to $4" },
	pointsAbout: { one: "about $1 point over $2, from $3 to $4", other: "about $1 points over $2, from $3 to $4" },
	samples: { one: "$1 sample over $2", other: "$1 samples over $2" },
	trimmed: "$1 trimmed away, but still in the file",
	betweenPictures: { one: "$1 place between the pictures", other: "$1 places between the pictures" },
	embeddedFile: "an embedded file",
	embeddedFiles: "embedded files",
	macros: "macros",
	macroProject: "a macro project",
	unreadAttachment: "a picture or attachment that cannot be read",
	cannotBeChecked: "$1 cannot be checked",
	cannotBeRead: "$1 cannot be read",
	isEncrypted: "$1 is encrypted",
	wasNotChecked: "$1 was not checked",
	span: "$1 to $2",
	quoted: "“$1”",
	hiddenSheet: "sheet “$1”",
	hiddenSlide: "slide “$1”",
	slideNumber: "slide $1",
	someHiddenRows: "hidden rows",
	someHiddenColumns: "hidden columns",
	hiddenColumnsIn: "hidden columns in $1",
	hiddenRows: { one: "$1 hidden row in $2", other: "$1 hidden rows in $2" },
	pivotCache: { one: "pivot cache of $1 record", other: "pivot cache of $1 records" },
	otherWorkbook: "values of another workbook",
	userFolders: "folders of $1",
	earlierPage: "a picture of an earlier state of the first page ($1)",
	smallPage: "a small picture of the page as it once was",
	webPages: "the web pages it was made from",
	certificates: "certificates of those who signed",
	programData: "private data of $1",
	aProgramsData: "private data of a program",
	formWithData: "a form with its data",
	printerSettings: "settings of a printer",
	editLog: "a log of edits",
	organisationLabel: "a label of an organisation",
	signed: "signed; the signature becomes invalid",
	signedBy: "signed by $1; the signature becomes invalid",
	signedWith: "$1; the signature becomes invalid",
	earlierVersion: "an earlier version of the document",
	earlierVersions: "earlier versions: $1",
	earlierRevisions: {
		one: "$1 earlier version can be brought back ($2)",
		other: "$1 earlier versions can be brought back ($2)",
	},
	changedObjects: { one: "$1 object changed since", other: "$1 objects changed since" },
	unusedObjects: {
		one: "$1 object that the document no longer uses",
		other: "$1 objects that the document no longer uses",
	},
	deletions: { one: "$1 deletion", other: "$1 deletions" },
	deletedWords: { one: "$1 deletion: “$2”", other: "$1 deletions: “$2”" },
	insertions: { one: "$1 insertion", other: "$1 insertions" },
	insertedWords: { one: "$1 insertion (“$2”)", other: "$1 insertions (“$2”)" },
	otherChanges: { one: "$1 other change", other: "$1 other changes" },
	both: "$1, $2",
	comments: { one: "$1 comment: “$2”", other: "$1 comments: “$2”" },
	slideNotes: { one: "notes on $1 slide: “$2”", other: "notes on $1 slides: “$2”" },
	editingSessions: { one: "$1 editing session can be told apart", other: "$1 editing sessions can be told apart" },
	contacts: { one: "$1 contact: $2", other: "$1 contacts: $2" },
	calendarEntries: { one: "$1 calendar entry", other: "$1 calendar entries" },
	peopleListed: { one: "a list of about $1 person: $2", other: "a list of about $1 people: $2" },
	minutes: { one: "$1 minute", other: "$1 minutes" },
} as const satisfies Record<string, Sentence>;

/** What a finding says, in English. */
export function inEnglish(value: string | Phrase): string {
	if (typeof value === "string") return value;
	const { key, parts } = value;
	const sentences: Sentence = english[key];
	const [first] = parts;
	const isOne = typeof first === "object" && "count" in first && first.count === 1;
	const sentence = typeof sentences === "string" ? sentences : isOne ? sentences.one : sentences.other;
	return sentence.replace(/\$(\d)/g, (_, number) => partInEnglish(parts[Number(number) - 1] ?? ""));
}

function partInEnglish(part: PhrasePart): string {
	if (typeof part === "string") return part;
	if ("key" in part) return inEnglish(part);
	if ("count" in part) return String(part.count);
	if ("bytes" in part) return size(part.bytes);
	if ("seconds" in part) return duration(part.seconds);
	if ("place" in part) return degrees(part.place);
	const names = part.names.map(inEnglish).join(", ");
	return part.more > 0 ? `${names} and ${part.more} more` : names;
}

function size(bytes: number): string {
	if (bytes < 1000) return `${bytes} bytes`;
	if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
	return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `h:mm:ss`, or seconds below a minute. */
function duration(seconds: number): string {
	if (seconds < 60) return `${Math.round(seconds)} s`;
	const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
	const two = (value = 0) => String(value).padStart(2, "0");
	return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Five decimals: about a metre. */
function degrees({ latitude, longitude }: Coordinates): string {
	return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}
