// JPEG XL: what stands behind a bare codestream, whose end only a decoder knows.
import { expect, test } from "vitest";
import { bytes } from "../fixtures/bytes";
import { jxls } from "../fixtures/jxl";
import { findingsOf, stripBytes } from "./checks";

test("what somebody wrote behind it is told, and the file is not called clean", async () => {
	const bare = jxls.clean["clean-bare"] ?? bytes();
	const file = bytes(bare, "left here by Alice Example, 12 Garden Street");
	expect(await findingsOf(file)).toMatchObject([{ kind: "trailing-data", severity: "high" }]);
	expect(await stripBytes(file)).toMatchObject({ status: "failed", reason: "not-proven" });
});
