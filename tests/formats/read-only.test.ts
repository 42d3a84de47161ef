// Formats that are read only: what they say is told, and that they cannot be stripped.
import { expect, test } from "vitest";
import { readOnlyPictures } from "../fixtures/read-only";
import { findingsOf, inspectBytes, stripBytes } from "./checks";

test.each(Object.entries(readOnlyPictures))("%s", async (_, { format, bytes, kinds }) => {
	expect(await inspectBytes(bytes)).toMatchObject({ status: "found", format, strippable: false });
	const findings = await findingsOf(bytes);
	expect(findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...kinds]));
	expect(await stripBytes(bytes)).toEqual({ status: "unsupported", format, reason: "read-only-format", findings });
});
