// JPEG XL: what stands behind a codestream, whose end only a decoder knows.
import { expect, test } from "vitest";
import { bytes } from "../fixtures/bytes";
import { box } from "../fixtures/heif";
import { jxls } from "../fixtures/jxl";
import { findingsOf, stripBytes } from "./checks";

const bare = jxls.clean["clean-bare"] ?? bytes();
const note = "left here by Alice Example, 12 Garden Street";
const start = bytes(box("JXL ", [0x0d, 0x0a, 0x87, 0x0a]), box("ftyp", "jxl ", [0, 0, 0, 0], "jxl "));

test.each([
	["bare", bytes(bare, note)],
	["in a box", bytes(start, box("jxlc", bare, note))],
])("what somebody wrote behind it, %s, is told, and the file is not called clean", async (_, file) => {
	expect(await findingsOf(file)).toMatchObject([{ kind: "trailing-data", severity: "high" }]);
	expect(await stripBytes(file)).toMatchObject({ status: "failed", reason: "not-proven" });
});
