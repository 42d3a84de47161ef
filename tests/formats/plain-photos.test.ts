// Plain photos as cameras, phones, drones and AI write them: all that is told of each, by kind and severity, and no nonsense.
import { describe, expect, test } from "vitest";
import { applePhotoNumber } from "../fixtures/apple";
import { bytes } from "../fixtures/bytes";
import { type ExifParts, exifBlock } from "../fixtures/exif";
import { withSecond, xmp } from "../fixtures/jpeg";
import { baseline, cleanPhoto, segment } from "../fixtures/photo";
import { findingsOf, stripped } from "./checks";

function photo(exif: ExifParts | undefined, packet = ""): Uint8Array<ArrayBuffer> {
	return bytes(
		[0xff, 0xd8],
		exif ? segment(0xe1, "Exif\0\0", exifBlock(exif)) : "",
		packet ? segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", xmp(packet)) : "",
		baseline,
	);
}

const number = "F0BAAA2A-49B5-44BB-AB7B-FBB6E1D380CD";
const small = `${cleanPhoto().length} bytes`;
const shot = "2026:07:14 18:30:12";
const day = "2026-07-14 18:30:12";
const camera = (make: string, model: string, software: string) => ({ 271: make, 272: model, 305: software, 306: shot });
const settings = { 33434: { rationals: [[1, 125]] as [number, number][] }, 34855: { short: 100 } };
const taken = { ...settings, 36864: bytes("0231"), 36867: shot, 36868: shot, 40961: { short: 1 } };
const toldOf = (make: string, model: string, software: string) => [
	`medium device Make: ${make}`,
	`medium device Model: ${model}`,
	`medium software Software: ${software}`,
];
const time = `high time ModifyDate: ${day}`;
const how = "low device CameraSettings: 1/125 s, ISO 100";
const namespaces =
	'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:exifEX="http://cipa.jp/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:drone="http://www.dji.com/drone-dji/1.0/"';

/** After real ones: the tags that each maker writes, with values in place of its owner's. */
const photos: readonly [string, Uint8Array<ArrayBuffer>, readonly string[]][] = [
	[
		"a compact camera's description of itself",
		photo({
			main: { ...camera("OLYMPUS OPTICAL CO.,LTD", "C2000Z", "v951p-80"), 270: "OLYMPUS DIGITAL CAMERA" },
			exif: taken,
		}),
		[
			"low text ImageDescription: OLYMPUS DIGITAL CAMERA",
			...toldOf("OLYMPUS OPTICAL CO.,LTD", "C2000Z", "v951p-80"),
			time,
			how,
		],
	],
	[
		"a camera that signs with its own name, and whose serial number is none",
		photo({
			main: { ...camera("SONY", "DSC-P73", "Ver.1"), 270: "SONY DSC", 33432: "KODAK DC240 ZOOM DIGITAL CAMERA" },
			exif: { ...taken, 42033: "0000000000" },
		}),
		[
			"low text ImageDescription: SONY DSC",
			...toldOf("SONY", "DSC-P73", "Ver.1"),
			time,
			"low person Copyright: KODAK DC240 ZOOM DIGITAL CAMERA",
			"low device SerialNumber: 0000000000",
			how,
		],
	],
	[
		"a thumbnail file beside a raw one (Canon)",
		photo({
			main: camera("Canon", "EOS DIGITAL REBEL", "1.1.1"),
			exif: taken,
			interop: { 1: "THM", 2: bytes("0100"), 4097: { short: 3072 }, 4098: { short: 2048 } },
		}),
		[...toldOf("Canon", "EOS DIGITAL REBEL", "1.1.1"), time, how, "low device CameraSettings: 2 more tags"],
	],
	[
		"the format of a picture it stands beside",
		photo({
			main: camera("FUJIFILM", "FinePix2400Zoom", "Ver1.70"),
			exif: taken,
			interop: { 1: "R98", 2: bytes("0100"), 4096: "Exif JPEG Ver. 2.2" },
		}),
		[...toldOf("FUJIFILM", "FinePix2400Zoom", "Ver1.70"), time, how],
	],
	[
		"a phone's zone and fractions of a second in another directory than its date (Nokia)",
		photo({
			main: camera("HMD Global", "Nokia 8.3", "00WW_2_270"),
			exif: { ...settings, 36880: "+02:00", 37520: "364", 37521: "364" },
		}),
		[...toldOf("HMD Global", "Nokia 8.3", "00WW_2_270"), `${time}+02:00`, how],
	],
	[
		"a phone's own tags (Xiaomi)",
		photo({
			main: camera("Xiaomi", "2201123G", "HyperOS"),
			exif: { ...taken, 36881: "+02:00", 39321: '{"mirror":false,"sensor_type":"rear"}', 39424: "Xiaomi 12" },
		}),
		[
			...toldOf("Xiaomi", "2201123G", "HyperOS"),
			`${time}+02:00`,
			how,
			'low device XiaomiSettings: {"mirror":false,"sensor_type":"rear"}',
			"medium device XiaomiModel: Xiaomi 12",
		],
	],
	[
		"the number of a photo in a phone's library (Apple)",
		photo({ main: camera("Apple", "iPhone 11", "14.4"), exif: { ...taken, 37500: applePhotoNumber(number) } }),
		[
			...toldOf("Apple", "iPhone 11", "14.4"),
			time,
			how,
			`high device MakerNote: Apple iOS, ${number}, 69 bytes`,
			`high device PhotoIdentifier: ${number}`,
		],
	],
	[
		"a drone's place in plain numbers (DJI)",
		photo(
			{ main: { 270: "default" } },
			`${namespaces} drone:GpsLatitude="+48.8584000" drone:GpsLongitude="-2.2945000" drone:AbsoluteAltitude="+71.20" xmp:ModifyDate="1970-01-01"`,
		),
		[
			"low text ImageDescription: default",
			"high location GPSPosition: 48.85840, -2.29450",
			"high location AbsoluteAltitude: +71.20",
			"low time ModifyDate: 1970-01-01",
		],
	],
	[
		"an editor's copy of a place in XMP (Lightroom)",
		photo(
			undefined,
			`${namespaces} exif:GPSVersionID="2.3.0.0" exif:GPSLatitude="48,51.504N" exif:GPSLongitude="2,17.67E" exif:GPSAltitudeRef="0" exif:GPSAltitude="712/10" exif:GPSTimeStamp="2026-07-14T16:30:12Z"`,
		),
		[
			"high location GPSPosition: 48.85840, 2.29450 (71.2 m above sea level)",
			"high time GPSTimeStamp: 2026-07-14 16:30:12Z",
			"low unknown XMP: GPSVersionID: 2.3.0.0",
		],
	],
	[
		"an editor's XMP, without any place (GIMP)",
		photo(
			undefined,
			`${namespaces} exif:GPSVersionID="2.2.0.0" exif:GPSMapDatum="WGS-84" exif:SubsecTime="68" exifEX:OffsetTime="+02:00" exif:DateTimeOriginal="2026-07-14T18:30:12"`,
		),
		[
			"low unknown XMP: GPSVersionID: 2.2.0.0, GPSMapDatum: WGS-84, SubsecTime: 68, OffsetTime: +02:00",
			`high time DateTimeOriginal: ${day}`,
		],
	],
	[
		"a camera whose clock was never set",
		photo(
			{ main: { ...camera("Acme", "A1", "1"), 306: "0000:00:00 00:00:00", 315: "unknown" } },
			`${namespaces} xmp:ModifyDate="1970-01-01"`,
		),
		[
			"medium device Make: Acme",
			"medium device Model: A1",
			"medium software Software: 1",
			"low time ModifyDate: 0000-00-00 00:00:00",
			"low person Artist: unknown",
			"low time ModifyDate: 1970-01-01",
		],
	],
	...["Imagined with Meta AI", "Imagined with AI", "Made with Google AI"].map(
		(credit): [string, Uint8Array<ArrayBuffer>, string[]] => [
			`a picture of AI's (${credit})`,
			photo(undefined, `${namespaces} photoshop:Credit="${credit}"`),
			[`medium provenance Credit: ${credit}`],
		],
	),
	...[0x010001, 0x010002].map((kind): [string, Uint8Array<ArrayBuffer>, string[]] => [
		`a smaller copy for the camera's screen (${kind.toString(16)})`,
		withSecond(photo({ main: camera("SONY", "ILCE-7", "v1") }), cleanPhoto(), kind),
		[...toldOf("SONY", "ILCE-7", "v1"), time, `medium thumbnail PreviewImage: a smaller copy of the picture, ${small}`],
	]),
	...[0, 0x020002].map((kind): [string, Uint8Array<ArrayBuffer>, string[]] => [
		`a second picture that is no copy (${kind.toString(16)})`,
		withSecond(photo({ main: camera("SONY", "ILCE-7", "v1") }), cleanPhoto(), kind),
		[...toldOf("SONY", "ILCE-7", "v1"), time, `high hidden-media PreviewImage: a second picture of ${small}`],
	]),
	[
		"a prompt where the camera's name would stand (ComfyUI)",
		photo({ main: { 271: 'workflow:{"nodes":[]}', 272: 'prompt:{"3":{"text":"a cat"}}' } }),
		['medium text Make: workflow:{"nodes":[]}', 'medium text Model: prompt:{"3":{"text":"a cat"}}'],
	],
];

describe("of a plain photo is told", () => {
	test.each(photos)("%s", async (_, file, told) => {
		const found = await findingsOf(file);
		const lines = found.map(({ severity, kind, tag, value }) => `${severity} ${kind} ${tag}: ${value}`);
		expect(lines.toSorted()).toEqual(told.toSorted());
		expect(await findingsOf(await stripped(file))).toEqual([]);
	});
});
