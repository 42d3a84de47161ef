// What a picture tells whoever receives it, as an independent reader (exifr) finds it: not by the code under demonstration.
import exifr from "exifr";

export type Says = { what: string; value: string };

const LINES: readonly { what: string; value: (tags: Tags) => string | undefined }[] = [
	{
		what: "Place",
		value: ({ latitude, longitude }) =>
			typeof latitude === "number" && typeof longitude === "number"
				? `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
				: undefined,
	},
	{
		what: "Time",
		value: ({ DateTimeOriginal: time }) => (time instanceof Date ? time.toLocaleString("en-GB") : undefined),
	},
	{ what: "Camera", value: ({ Make, Model }) => words(Make, Model) },
	{ what: "Serial number", value: ({ SerialNumber, BodySerialNumber }) => words(SerialNumber ?? BodySerialNumber) },
	{ what: "Person", value: ({ Artist }) => words(Artist) },
	{ what: "Program", value: ({ Software }) => words(Software) },
];

type Tags = Record<string, unknown>;

export async function whatItSays(bytes: Uint8Array): Promise<Says[]> {
	const tags = await read(bytes);
	const thumbnail = await exifr.thumbnail(bytes).catch(() => undefined);
	const said = LINES.flatMap(({ what, value }) => {
		const text = value(tags);
		return text === undefined ? [] : [{ what, value: text }];
	});
	return thumbnail === undefined ? said : [...said, { what: "Hidden picture", value: "a second, smaller one" }];
}

async function read(bytes: Uint8Array): Promise<Tags> {
	try {
		return (await exifr.parse(bytes, { xmp: true, iptc: true, gps: true })) ?? {};
	} catch {
		// No picture, or none that this reader knows.
		return {};
	}
}

function words(...values: readonly unknown[]): string | undefined {
	const text = values.filter((value) => typeof value === "string" || typeof value === "number").join(" ");
	return text === "" ? undefined : text;
}
