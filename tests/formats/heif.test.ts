// HEIF: pictures beside the one that is shown are told, and stay; what belongs to it is not told.
import { expect, test } from "vitest";
import { another, avif } from "../fixtures/heif";
import { findingsOf, inspectBytes, stripBytes } from "./checks";

const depth = "urn:mpeg:mpegB:cicp:systems:auxiliary:depth";
const alpha = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";
const gainMap = "urn:com:apple:photo:2020:aux:hdrgainmap";
const matte = "urn:com:apple:photo:2018:aux:portraiteffectsmatte";

test.each([
	["a second picture", avif({ items: [another("")] }), ["hidden-media", "OtherImage"]],
	["a hidden picture", avif({ items: [another("", { hidden: true })] }), ["hidden-media", "OtherImage"]],
	["a thumbnail", avif({ items: [another("thmb")] }), ["thumbnail", "ThumbnailImage"]],
	["a depth map", avif({ items: [another("auxl")], auxiliary: depth }), ["hidden-media", "DepthMap"]],
	["another layer", avif({ items: [another("auxl")], auxiliary: matte }), ["hidden-media", matte]],
])("%s is told, and the file stays as it is", async (_, file, [kind, tag]) => {
	expect(await findingsOf(file)).toMatchObject([{ kind, tag, stays: true }]);
	expect(await stripBytes(file)).toEqual({ status: "clean", format: "heif" });
});

test.each([
	["transparency", avif({ items: [another("auxl")], auxiliary: alpha })],
	["a gain map", avif({ items: [another("auxl")], auxiliary: gainMap })],
	["a part of it", avif({ items: [another("", { reference: { type: "dimg", from: true } })] })],
	["the same with more light", avif({ items: [another("dimg", { type: "tmap" })] })],
])("%s belongs to the picture", async (_, file) => {
	expect(await inspectBytes(file)).toEqual({ status: "clean", format: "heif" });
});
