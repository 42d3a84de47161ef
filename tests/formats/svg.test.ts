// SVG: what stays because the picture is drawn with it, and is told.
import { expect, test } from "vitest";
import { findingsOf, stripped } from "./checks";

const svg = (children: string) =>
	new Uint8Array(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${children}</svg>`));
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
