// Formats that are read only: what they say is told, and that they cannot be stripped.
import { expect, test } from "vitest";
import { plainPsd, readOnlyPictures } from "../fixtures/read-only";
import { inspectBytes, stripBytes } from "./checks";

test.each(Object.entries(readOnlyPictures))("%s", async (_, { format, bytes, kinds }) => {
	const inspection = await inspectBytes(bytes);
	expect(inspection).toMatchObject({ status: "found", format, strippable: false });
	const findings = inspection.status === "found" ? inspection.findings : [];
	expect(findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...kinds]));
	expect(await stripBytes(bytes)).toEqual({ status: "unsupported", format, reason: "read-only-format", findings });
});

test("a Photoshop document that says nothing is clean", async () => {
	expect(await inspectBytes(plainPsd)).toEqual({ status: "clean", format: "psd" });
});
