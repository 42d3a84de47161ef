// Formats that are read only: what they say is told, and that they cannot be stripped.
import { expect, test } from "vitest";
import { bytes, u32 } from "../fixtures/bytes";
import { cleanPhoto } from "../fixtures/photo";
import { plainPsd, readOnlyPictures } from "../fixtures/read-only";
import { findingsOf, inspectBytes, stripBytes } from "./checks";

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

test("a RAF names its camera, and is never clean: nobody looked at the raw picture", async () => {
	const jpeg = cleanPhoto();
	const header = bytes("FUJIFILMCCD-RAW 0201FF383501", "Acme X-7", new Uint8Array(84 - 36), u32(92), u32(jpeg.length));
	expect(await findingsOf(bytes(header, jpeg, "sensor"))).toMatchObject([
		{ kind: "device", source: "RAF", tag: "Model", value: "Acme X-7" },
		{ kind: "unknown", source: "RAF", tag: "RawData", value: "6 bytes" },
	]);
});
