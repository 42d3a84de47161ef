// XMP that says how a picture is shown, with somebody's words beside that: wherever they stand in a packet, they are told and go.
import { describe, expect, test } from "vitest";
import { privateInSpherical } from "../../src/formats/metadata/spherical-xml";
import { bytes } from "../fixtures/bytes";
import { exifBlock } from "../fixtures/exif";
import { gifs } from "../fixtures/gif";
import { avif } from "../fixtures/heif";
import { xmp } from "../fixtures/jpeg";
import { baseline, chunk, cleanPhoto, pngOf, segment } from "../fixtures/photo";
import { findingsOf, inspectBytes, stripped } from "./checks";
import { expectToldOrGone } from "./hidden-words";

type Bytes = Uint8Array<ArrayBuffer>;

const words = "Alice Example 48.13743";
const pano = 'xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" GPano:ProjectionType="equirectangular"';
const sphere = `${pano} GPano:CroppedAreaLeftPixels="0" GPano:InitialViewHeadingDegrees="+12.5" GPano:UsePanoramaViewer="True"`;
const packet = (attributes = sphere, children = "") => Buffer.from(xmp(attributes, children)).toString();

/** Packets of nothing but rendering, with the words at one place. */
const hidden: Record<string, string> = {
	"in a comment": packet(sphere, `<!-- ${words} -->`),
	"in an instruction": packet(sphere, `<?acme ${words}?>`),
	"in a document type": `<!DOCTYPE ${words}>${packet()}`,
	"as what it is about": packet().replace('rdf:about=""', `rdf:about="uuid:${words}"`),
	"in an attribute without prefix": packet(`${sphere} owner="${words}"`),
	"in an element of RDF's names in another namespace": packet(
		sphere,
		`<acme:Description xmlns:acme="http://acme.example/">${words}</acme:Description>`,
	),
	"in RDF's own element": packet(sphere, `<rdf:li>${words}</rdf:li>`),
	"between elements": packet(sphere, `${words}<GPano:StereoMode>mono</GPano:StereoMode>`),
	"behind elements": packet(sphere, `<GPano:StereoMode>mono</GPano:StereoMode>${words}`),
	"as characters": packet(sphere, `<![CDATA[${words}]]>`),
	"behind the packet": `${packet()}${words}`,
	"in front of the packet": `${words}${packet()}`,
	"in a namespace": packet(`${sphere} xmlns:acme="http://acme.example/${words}"`),
	"in a language": packet(sphere, `<GPano:StereoMode xml:lang="${words}">mono</GPano:StereoMode>`),
	"in a type of RDF's": packet(sphere, `<GPano:StereoMode rdf:datatype="${words}">mono</GPano:StereoMode>`),
	"in an end tag": packet(sphere, `<GPano:StereoMode>mono</GPano:StereoMode ${words}>`),
	"in a tag, as no attribute": packet(`${sphere} ${words}`),
	"behind a tag that nothing closes": packet(sphere, `</GPano:StereoMode><GPano:ProjectionType owner="${words}">`),
	"in the value of a name like one": packet(`${sphere} GPano:InitialAliceLatitude="${words.slice(-8)}"`),
	"as a number that is none of a picture's": packet(`${pano} GPano:CroppedAreaLeftPixels="${words}"`),
};

const hiddenNames: Record<string, string> = {
	"a phone number for a size": packet(`${pano} GPano:CroppedAreaLeftPixels="+491701234567"`),
	"a name for a kind of file": packet(
		'xmlns:Container="http://ns.google.com/photos/1.0/container/" xmlns:Item="http://ns.google.com/photos/1.0/container/item/"',
		'<Container:Directory><rdf:Seq><rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="image/alice"/></rdf:li></rdf:Seq></Container:Directory>',
	),
	"a name for an element": packet(`${sphere} xmlns:acme="http://acme.example/"`, "<acme:AliceExample/>"),
	"a name for a prefix": packet(
		'xmlns:Alice="http://ns.google.com/photos/1.0/panorama/" Alice:ProjectionType="cylindrical"',
	),
};

const photo = (said: string) =>
	bytes([0xff, 0xd8], segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", said), cleanPhoto().subarray(2));
const subBlockTrailer = bytes(
	[1],
	Uint8Array.from({ length: 256 }, (_, at) => 255 - at),
	[0],
);
const gif = (said: string, trailer = subBlockTrailer) => {
	const picture = gifs.clean["clean-animation"] ?? bytes();
	const block = bytes([0x21, 0xff, 11], "XMP DataXMP", said, trailer);
	return bytes(picture.subarray(0, picture.lastIndexOf(0x3b)), block, [0x3b]);
};
const png = (said: string, head = "\0\0\0\0") => pngOf([chunk("iTXt", bytes("XML:com.adobe.xmp\0", head, said))]);
const gainMap = 'xmlns:HDRGainMap="http://ns.apple.com/HDRGainMap/1.0/" HDRGainMap:HDRGainMapVersion="65536"';
const inGainMap = (said: string) =>
	bytes(
		cleanPhoto(),
		[0xff, 0xd8],
		segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", said.replace("xmlns:GPano", `${gainMap} xmlns:GPano`)),
		baseline,
	);

const containers: Record<string, (said: string) => Bytes> = {
	jpeg: photo,
	"exif in jpeg": (said) =>
		bytes(
			[0xff, 0xd8],
			segment(0xe1, "Exif\0\0", exifBlock({ main: { 274: { short: 1 }, 700: bytes(said) } })),
			cleanPhoto().subarray(2),
		),
	"a gain map": inGainMap,
	png,
	gif,
	heif: (said) => avif({ items: [{ type: "mime", contentType: "application/rdf+xml", data: bytes(said) }] }),
};

describe.each(Object.entries(containers))("in %s", (_, container) => {
	test.each(Object.entries(hidden))("words %s are told and go", async (_, said) => {
		await expectToldOrGone(container(said), words.slice(-8));
	});
});

test.each(Object.entries({ ...hidden, ...hiddenNames }))("%s: what is left is the panorama alone", async (_, said) => {
	const result = await stripped(photo(said));
	expect(await inspectBytes(result)).toMatchObject({ status: "clean" });
	expect(Buffer.from(result).toString("latin1")).not.toMatch(/alice|\+49|48\.13743/i);
	expect(await inspectBytes(photo(said))).toMatchObject({ status: "found" });
});

test("what says nothing but how a picture is shown is clean, and stays to the byte", async () => {
	const windows = packet().replace('rdf:about=""', 'rdf:about="uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b"');
	const asElements = packet(
		'xmlns:GPano="http://ns.google.com/photos/1.0/panorama/"',
		"<GPano:ProjectionType>equirectangular</GPano:ProjectionType><GPano:FullPanoWidthPixels>8192</GPano:FullPanoWidthPixels>",
	);
	for (const said of [packet(), windows, asElements, `${packet()}${" ".repeat(2000)}\n`])
		for (const file of [photo(said), png(said), inGainMap(said)])
			expect(await inspectBytes(file)).toMatchObject({ status: "clean" });
});

test("what somebody wrote beside properties is told as text", async () => {
	const said = await findingsOf(photo(packet(sphere, `<!-- by Alice Example -->`)));
	expect(said).toContainEqual(expect.objectContaining({ kind: "text", source: "XMP", value: "by Alice Example" }));
});

test("around a packet a container has room as well", async () => {
	await expectToldOrGone(png(packet(), `\0\0${words}\0\0`), words);
	const trailer = bytes(words, new Uint8Array(258 - words.length));
	await expectToldOrGone(gif(packet(), trailer), words);
});

test("a spherical film's elements hold what players know, and nothing else", () => {
	const said = (name: string, value: string) =>
		privateInSpherical(`<rdf:SphericalVideo><GSpherical:${name}>${value}</GSpherical:${name}></rdf:SphericalVideo>`)
			.length;
	expect(said("FullPanoWidthPixels", "8192") + said("StereoMode", "top-bottom") + said("Spherical", "true")).toBe(0);
	expect(said("CroppedAlicePixels", "48.13743")).toBeGreaterThan(0);
	expect(said("StereoMode", "Alice_Example")).toBeGreaterThan(0);
});

test("the folders of whoever edited are told by themselves, and not as a step or under a name that nobody knows", async () => {
	const paths = [
		"/Users/alice/Movies/C0001.MP4",
		String.raw`\\?\C:\Users\Alice Example\Documents\Divorce.prproj`,
		"/Volumes/Card/C0002.MP4",
	];
	const [ingredient, project, pantry] = paths;
	const edited = packet(
		'xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" xmlns:creatorAtom="http://ns.adobe.com/creatorAtom/1.0/"',
		`<xmpMM:Ingredients><rdf:Bag><rdf:li stRef:filePath="${ingredient}"/></rdf:Bag></xmpMM:Ingredients>
		<xmpMM:Pantry><rdf:Bag><rdf:li stRef:filePath="${pantry}"/></rdf:Bag></xmpMM:Pantry>
		<xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved" stEvt:changed="/metadata"/></rdf:Seq></xmpMM:History>
		<creatorAtom:windowsAtom rdf:parseType="Resource"><creatorAtom:uncProjectPath>${project}</creatorAtom:uncProjectPath></creatorAtom:windowsAtom>`,
	);
	const findings = await findingsOf(photo(edited));
	const told = findings.find(({ tag }) => tag === "LocalPath");
	expect(told).toMatchObject({ kind: "person", severity: "high", source: "XMP" });
	for (const path of paths) expect(told?.value).toContain(path);
	expect(findings.find(({ kind }) => kind === "history")).toMatchObject({ value: "1 editing step: saved" });
	expect(findings.some(({ kind }) => kind === "unknown")).toBe(false);
});

test("a film that begins at nought says no time by that", async () => {
	const timed = (value: string) =>
		findingsOf(photo(packet(`xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/" xmpDM:altTimecode="${value}"`)));
	expect((await timed("00:00:00:00")).map(({ kind }) => kind)).toEqual(["unknown"]);
	expect((await timed("09:30:15:02")).map(({ kind }) => kind)).toEqual(["time"]);
});
