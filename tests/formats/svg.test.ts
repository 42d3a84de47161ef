// SVG: what stays because the picture is drawn with it, and is told.
import { describe, expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { findingsOf, stripped } from "./checks";

const svg = (children: string) =>
	new Uint8Array(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${children}</svg>`));
const withSheet = (sheet: string) => svg(`<style>${sheet}</style>`);
const textOf = (file: Uint8Array) => new TextDecoder().decode(file);

test("tooltips, labels and scripts are told, and stay", async () => {
	const file = svg(
		'<g aria-label="Alice" onclick="alert(1)"><title>Bob</title></g><script>/* Carol */</script><!-- Dave -->',
	);
	const told = ["Alice", "alert(1)", "Bob", "/* Carol */"].map((value) =>
		expect.objectContaining({ kind: "text", value, stays: true }),
	);
	expect(await findingsOf(file)).toEqual(expect.arrayContaining(told));
	const left = await stripped(file);
	expect(textOf(left)).toBe(textOf(file).replace("<!-- Dave -->", ""));
	expect(await findingsOf(left)).toHaveLength(told.length);
});

test("an attribute that a style asks for stays, and is told", async () => {
	const file = svg('<style>[data-name="sky"] { fill: blue }</style><rect data-name="sky" data-by="Alice"/>');
	expect(await findingsOf(file)).toMatchObject([
		{ tag: "data-name", value: "sky", stays: true },
		{ tag: "data-by", value: "Alice" },
	]);
	expect(textOf(await stripped(file))).toBe(textOf(file).replace(' data-by="Alice"', ""));
});

test("a comment's signs within a string are none", async () => {
	const file = svg('<style>text::after { content: "/* keep me */" /* by Alice */ }</style>');
	expect(textOf(await stripped(file))).toBe(textOf(file).replace("/* by Alice */", ""));
});

test("attributes that a document declares for all elements stand in each of them", async () => {
	const file = new Uint8Array(
		Buffer.from(
			'<!DOCTYPE svg [<!ATTLIST rect fill CDATA "#00f" x CDATA #IMPLIED>]><svg xmlns="http://www.w3.org/2000/svg"><rect width="9"/><rect fill="red"/></svg>',
		),
	);
	expect(textOf(await stripped(file))).toBe(
		'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" fill="#00f"/><rect fill="red"/></svg>',
	);
});

describe("what a drawing fetches when it is opened by itself is told, and stays", () => {
	const address = "https://t.example/p.png?user=alice";
	test.each([
		["a picture", svg(`<image href="${address}"/>`)],
		["a picture, as SVG 1.1 has it", svg(`<image xmlns:x="http://www.w3.org/1999/xlink" x:href=" ${address}"/>`)],
		["a shape", svg(`<use href="${address}"/>`)],
		["a filter", svg(`<filter id="f"><feImage href="https:&#47;/t.example/p.png?user=alice"/></filter>`)],
		["an animation", svg(`<image><set attributeName="href" to="${address}"/></image>`)],
		[
			"a picture in HTML",
			svg(`<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="${address}"/></foreignObject>`),
		],
		["a fill", svg(`<rect fill="url(${address})"/>`)],
		["a style", svg(`<rect style="fill: url('${address}')"/>`)],
		["a sheet in a sheet", withSheet(`@import "${address}";`)],
		["an address in a sheet", withSheet(`rect { fill: URL( ${address} ) }`)],
		["one in signs of its own", withSheet(`<![CDATA[@import url(\\68 ttps://t.example/p.png?user=alice);]]>`)],
		["a set of pictures", withSheet(`rect { cursor: image-set("${address}" 1x) }`)],
		["a sheet", new Uint8Array(Buffer.from(`<?xml-stylesheet href="${address}"?>${textOf(svg(""))}`))],
	])("%s", async (_, file) => {
		const told = [{ kind: "tracking", severity: "medium", tag: "ExternalLink", value: address, stays: true }];
		expect(await findingsOf(file)).toMatchObject(told);
		expect(await stripped(file)).toEqual(file);
	});

	test("a server without a scheme", async () => {
		const file = svg('<image href="//t.example/alice.png"/><image href="#a"/><image href="alice.png"/>');
		expect(await findingsOf(file)).toMatchObject([{ tag: "ExternalLink", value: "//t.example/alice.png" }]);
	});

	test("names of vocabularies, links to pages and comments are nothing that is fetched", async () => {
		const file = withSheet(
			'@namespace url(http://www.w3.org/2000/svg); /* url(https://t.example) */ a { content: "https://x.example" }',
		);
		expect((await findingsOf(file)).map(({ tag }) => tag)).toEqual(["Comment"]);
		expect(await findingsOf(svg('<a href="https://example.org/"><rect/></a>'))).toEqual([]);
	});
});

test("whom a link writes to or calls is told, and stays", async () => {
	const file = svg('<a href="mailto:alice@example.org"><rect/></a><a href="tel:+491701234567"><rect/></a>');
	expect(await findingsOf(file)).toMatchObject([
		{ kind: "person", tag: "Contact", value: "mailto:alice@example.org, tel:+491701234567", stays: true },
	]);
	expect(await stripped(file)).toEqual(file);
});

test("a style sheet's title is told; of an instruction that is none nothing is left", async () => {
	const file = (instruction: string) => new Uint8Array(Buffer.from(`${instruction}${textOf(svg("<rect/>"))}`));
	const titled = file('<?xml-stylesheet href="a.css" title="Alice"?>');
	expect(await findingsOf(titled)).toMatchObject([{ kind: "text", value: "Alice", stays: true }]);
	expect(await stripped(file('<?xml-stylesheet by Alice href="a.css"?>'))).toEqual(svg("<rect/>"));
});

describe("names of layers", () => {
	test.each([
		["Alice_Example", "Alice Example"],
		["home_x20_of_x20_alice", "home of alice"],
		["Alice Example", "Alice Example"],
		["alice_x40_example.org", "alice@example.org"],
		["Дом_Алисы_Примеровой", "Дом Алисы Примеровой"],
		["张三的家", "张三的家"],
		["Logo-Alice-Example", "Logo Alice Example"],
	])("%s goes where nothing refers to it", async (id, told) => {
		const value = expect.stringContaining(told.replaceAll(" ", id.includes("-") ? "-" : " "));
		expect(await findingsOf(svg(`<g id="${id}"><rect/></g>`))).toMatchObject([{ kind: "text", tag: "id", value }]);
		expect(await stripped(svg(`<g id="${id}"><rect/></g>`))).toEqual(svg("<g><rect/></g>"));
	});

	test.each([
		["a copy", '<use href="#Alice_Example"/>'],
		["a copy in percent", '<use href="#%41lice_Example"/>'],
		["a fill", '<rect fill="url(#Alice_Example)"/>'],
		["a style", '<rect style="fill: url(&quot;#Alice_Example&quot;)"/>'],
		["a sheet", "<style>#Alice_Example:hover { fill: red }</style>"],
		["a sheet of another file", '<style>@import "a.css";</style>'],
		["a label", '<rect aria-labelledby="title Alice_Example"/>'],
		["an animation", '<set attributeName="x" to="1" begin="0s; Alice_Example.click + 1s"/>'],
		["a script", "<script>go()</script>"],
		["a handler", "<rect onclick=\"document.getElementById('Alice_Example').remove()\"/>"],
		["a sheet that asks for its end", "<style>[id$=_Example] { fill: red }</style>"],
	])("one stays and is told where %s refers to it", async (_, children) => {
		const file = svg(`<g id="Alice_Example"/><g id="Bob_Example"/>${children}`);
		const left = textOf(await stripped(file));
		expect(left).toContain('id="Alice_Example"');
		const mayBeAny = /script|import|onclick|\$=/.test(children);
		expect(left.includes("Bob_Example")).toBe(mayBeAny);
		const stays = expect.objectContaining({ tag: "id", value: expect.stringContaining("Alice Example"), stays: true });
		expect(await findingsOf(file)).toContainEqual(stays);
	});

	test("one that other files may show stays", async () => {
		const file = svg('<symbol id="Alice_Example"><rect/></symbol>');
		expect(await findingsOf(file)).toMatchObject([{ tag: "id", value: "Alice Example", stays: true }]);
		expect(await stripped(file)).toEqual(file);
	});

	test("of several classes those go that no sheet knows", async () => {
		const file = svg('<style>.Bob-Example{fill:red}</style><g class="st0 Alice-Example Bob-Example"/>');
		expect(textOf(await stripped(file))).toBe(textOf(file).replace("Alice-Example ", ""));
	});
});

describe("text that is hidden", () => {
	const isHidden = async (children: string) => {
		const [finding] = (await findingsOf(svg(children))).filter(({ tag }) => tag === "HiddenText");
		return finding?.value;
	};

	test.each([
		'<text display="none">Alice</text>',
		'<g style="fill: red; display: none !important"><text>Al<tspan>ice</tspan></text></g>',
		'<text opacity="0.0">Alice</text>',
		'<g opacity="0%"><text opacity="1">Alice</text></g>',
		'<text visibility="hidden">Alice</text>',
		'<text style="visibility:collapse">Alice</text>',
	])("%s is told, and goes when that is asked for", async (children) => {
		const file = svg(`<text>Bob</text>${children}`);
		expect(await findingsOf(file)).toMatchObject([
			{
				kind: "text",
				severity: "high",
				tag: "HiddenText",
				value: expect.stringMatching(/^Al ?ice$/),
				choice: "hiddenContent",
			},
		]);
		expect(await stripped(file)).toEqual(file);
		const left = await stripped(file, { ...keepNothing, hiddenContent: false });
		expect(textOf(left)).toBe(
			textOf(file)
				.replace(/Al(?=[<i])/, "")
				.replace(/Al?ice|ice/, ""),
		);
		expect(await findingsOf(left)).toEqual([]);
	});

	test.each([
		'<text opacity="0.01">Alice</text>',
		'<g visibility="hidden"><text visibility="visible">Alice</text></g>',
		'<g display="none"><text id="a">Alice</text></g><use href="#a"/>',
		"<defs><text>Alice</text></defs>",
		'<g display="inline"><text>Alice</text></g>',
	])("%s is not", async (children) => {
		expect(await isHidden(children)).toBeUndefined();
	});

	test("what a style, an animation or a script may show stays", async () => {
		for (const shows of [
			"<style>text:hover{opacity:1}</style>",
			"<text><set attributeName='display' to='inline'/></text>",
			'<rect onclick="show()"/>',
		]) {
			const file = svg(`<text display="none">Alice</text>${shows}`);
			const told = expect.objectContaining({ tag: "HiddenText", value: "Alice", stays: true });
			expect(await findingsOf(file)).toContainEqual(told);
			expect(await stripped(file, { ...keepNothing, hiddenContent: false })).toEqual(file);
		}
	});
});
