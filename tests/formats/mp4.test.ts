// MP4 and QuickTime: reads, strips without moving a sample, strips twice as once, and refuses what is damaged.
import { describe, expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { inspect, strip } from "../../src/formats";
import { windowedSource } from "../../src/formats/containers/byte-source";
import {
	cleanMp4s,
	coverItem,
	dirtyMp4s,
	film,
	freeform,
	gpsVideo,
	invalidMp4s,
	item,
	itemList,
	keyedMeta,
	plainCover,
} from "../fixtures/mp4";
import { have } from "../tools";
import { findingsOf, inspectBytes, stripBytes, stripped } from "./checks";
import { packetsOf, privateMediaTags } from "./media-checks";

describe.each(Object.entries(dirtyMp4s))("%s", (_, { bytes, kinds }) => {
	test("says what it gives away", async () => {
		const found = (await findingsOf(bytes)).map(({ kind }) => kind);
		expect(found).toEqual(expect.arrayContaining([...kinds]));
	});

	test("strips to a file that is clean, and stripping it again changes nothing", async () => {
		const once = await stripped(bytes);
		expect(await inspectBytes(once)).toEqual({ status: "clean", format: "mp4" });
		expect(await stripped(once)).toEqual(once);
	});
});

test("a place, a maker and a time are told as ExifTool names them", async () => {
	expect(await findingsOf(gpsVideo())).toEqual(
		expect.arrayContaining([
			expect.objectContaining({
				source: "UserData",
				tag: "GPSCoordinates",
				value: "48.85840, 2.29450 (35 m above sea level)",
				picture: { type: "place", at: { latitude: 48.8584, longitude: 2.2945, altitude: 35 } },
			}),
			expect.objectContaining({ source: "Keys", tag: "Model", value: "Acme Phone 7" }),
			expect.objectContaining({ source: "QuickTime", tag: "CreateDate", value: "2021-07-14 09:30:15" }),
		]),
	);
});

test("a way is told by its points, its time, where it began and ended", async () => {
	const way = (await findingsOf(dirtyMp4s["dirty-gopro.mp4"]?.bytes ?? new Uint8Array())).find(
		({ kind }) => kind === "location",
	);
	expect(way).toMatchObject({
		value:
			"4 points over 2 s, from 48.85840, 2.29450 (35 m above sea level) to 48.85900, 2.29500 (35 m above sea level)",
	});
	expect(way?.picture?.type === "track" && way.picture.points.length).toBe(4);
});

test("no sample of a stripped track is left anywhere", async () => {
	for (const name of [
		"dirty-gopro.mp4",
		"dirty-fragmented.mp4",
		"dirty-drone.mp4",
		"dirty-chapters.m4a",
		"dirty-stale-movie.mp4",
	]) {
		const text = Buffer.from(await stripped(dirtyMp4s[name]?.bytes ?? new Uint8Array())).toString("latin1");
		expect(text).not.toMatch(/Acme Cam1|DEVC|PUB9988776655|At the bank|48\.8584/);
	}
});

test.each(Object.entries(cleanMp4s))("%s has nothing to hide", async (_, file) => {
	expect(await inspectBytes(file)).toEqual({ status: "clean", format: "mp4" });
});

test.each(Object.entries(invalidMp4s))("%s is refused, not called clean", async (_, file) => {
	expect((await stripBytes(file)).status).toBe("failed");
});

test("author and cover stay for whoever keeps credits, the cover without its own place", async () => {
	const file = film({
		movie: [itemList(item("©ART", "Alice Example"), item("©nam", "Home"), coverItem, freeform("iTunSMPB", " 0"))],
	});
	const kept = Buffer.from(await stripped(file, { ...keepNothing, credits: true }));
	expect(kept.includes("Alice Example")).toBe(true);
	expect(kept.includes("iTunSMPB")).toBe(true);
	expect(kept.includes("Home")).toBe(false);
	expect(kept.includes("PUB9988776655")).toBe(false);
	expect(kept.includes(Buffer.from(plainCover({ orientation: 6, icc: true })).subarray(-300))).toBe(true);
});

test("time stays for whoever keeps it, and of keys those alone that are kept", async () => {
	const file = film({
		time: 3_709_042_215,
		movie: [
			keyedMeta({
				"com.apple.quicktime.model": "Acme Phone 7",
				"com.apple.quicktime.creationdate": "2021-07-14T09:30:15Z",
				"com.apple.quicktime.make": "Acme",
			}),
		],
	});
	const kept = await stripped(file, { ...keepNothing, time: true });
	expect((await findingsOf(kept)).map(({ kind }) => kind)).toEqual(["time", "time"]);
	expect(Buffer.from(kept).includes("Acme")).toBe(false);
});

test("a large film costs its index and a few windows", async () => {
	const small = film({ large: true, movie: [itemList(item("©nam", "Home"))] });
	const start = Buffer.from(small).indexOf("moov") - 4;
	const hole = 4 * 2 ** 30;
	const head = small.slice(0, start);
	const mdat = Buffer.from(head).indexOf("mdat") - 4;
	new DataView(head.buffer).setBigUint64(mdat + 8, BigInt(start - mdat + hole));
	let read = 0;
	const source = windowedSource(small.length + hole, async (from, to) => {
		read += to - from;
		const bytes = new Uint8Array(to - from);
		bytes.set(head.subarray(from, to));
		const behind = start + hole;
		if (to > behind)
			bytes.set(small.subarray(start + Math.max(0, from - behind), start + to - behind), Math.max(0, behind - from));
		return bytes;
	});
	const signal = new AbortController().signal;
	expect(await inspect(source, signal)).toMatchObject({ status: "found" });
	const moov = small.length - start;
	expect(read).toBeLessThanOrEqual(moov + 192 * 1024);
	expect(await strip(source, keepNothing, signal)).toMatchObject({ status: "stripped" });
});

test.skipIf(!have("perl"))("ExifTool finds nothing private in what comes out", async () => {
	const files: Record<string, Uint8Array<ArrayBuffer>> = {};
	for (const [name, { bytes }] of Object.entries(dirtyMp4s)) files[name] = await stripped(bytes);
	for (const tags of Object.values(privateMediaTags(files))) expect(tags).toEqual([]);
});

test.skipIf(!have("ffmpeg"))("every packet of picture and sound stays the same", async () => {
	const before: Record<string, Uint8Array<ArrayBuffer>> = {};
	const after: Record<string, Uint8Array<ArrayBuffer>> = {};
	for (const [name, { bytes }] of Object.entries(dirtyMp4s)) {
		before[name] = bytes;
		after[name] = await stripped(bytes);
	}
	const packets = packetsOf(before);
	expect(packets.length).toBeGreaterThan(Object.keys(before).length);
	expect(packetsOf(after)).toEqual(packets);
});
