// MP4 and QuickTime: values as people read them, what stays by choice, no trace of a track, and the cost of a large film.
import { expect, test } from "vitest";
import { keepNothing } from "../../src/core/keep";
import { inspect, strip } from "../../src/formats";
import { bytesSource, windowedSource } from "../../src/formats/containers/byte-source";
import { boxesIn } from "../../src/formats/containers/isobmff";
import { sampleRanges, someSamples } from "../../src/formats/containers/sample-table";
import { wayOf } from "../../src/formats/metadata/timed-metadata";
import { bytes, u16, u32 } from "../fixtures/bytes";
import {
	box,
	coverItem,
	dirtyMp4s,
	film,
	freeform,
	gpmf,
	gpsVideo,
	item,
	itemList,
	keyedMeta,
	pictureBoxes,
	plainCover,
	soundBoxes,
	sphericalVideo,
	trimmedVideo,
} from "../fixtures/mp4";
import { findingsOf, stripBytes, stripped } from "./checks";

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
	const ride = dirtyMp4s["dirty-gopro.mp4"]?.bytes ?? new Uint8Array();
	const way = (await findingsOf(ride)).find(({ kind }) => kind === "location");
	expect(way).toMatchObject({
		value:
			"4 points over 2 s, from 48.85840, 2.29450 (35 m above sea level) to 48.85900, 2.29500 (35 m above sea level)",
	});
	expect(way?.picture?.type === "track" && (await wayOf(bytesSource(ride), way.picture)).length).toBe(4);
});

test("of a long way only the ends are read, and the rest when it is shown", async () => {
	const second = (count: number) => bytes(gpmf(), new Uint8Array(count));
	const apart = 70_000;
	const ride = film({
		tracks: [
			{
				handler: "meta",
				coding: "gpmd",
				samples: Array.from({ length: 60 }, () => second(apart - gpmf().length)),
			},
		],
	});
	let read = 0;
	const source = windowedSource(ride.length, async (from, to) => {
		read += to - from;
		return ride.slice(from, to);
	});
	const inspection = await inspect(source, new AbortController().signal);
	expect(read).toBeLessThan(10 * apart);
	const way = inspection.status === "found" && inspection.findings.find(({ kind }) => kind === "location");
	if (!way || way.picture?.type !== "track") throw new Error("no way");
	expect(way.value).toMatchObject({ key: "pointsAbout", parts: expect.arrayContaining([{ count: 120 }]) });
	expect(way.picture.at).toMatchObject({ latitude: 48.859, longitude: 2.295 });
	expect(await wayOf(source, way.picture)).toHaveLength(120);
	expect(read).toBeGreaterThan(60 * apart);
});

test("places in people's subtitles are told, and their words stay", async () => {
	const said = ["Look there.", "At 48.85837, 2.29448?", "No.", "Then?", "At 48.85900, 2.29500.", "Ah."];
	const file = film({
		tracks: [{ handler: "sbtl", coding: "tx3g", samples: said.map((line) => bytes(u16(line.length), line)) }],
	});
	expect(await findingsOf(file)).toEqual([
		expect.objectContaining({
			kind: "location",
			value: expect.stringMatching(/^2 points .* from 48.85837, 2.29448 to 48.85900, 2.29500$/),
			stays: true,
		}),
		expect.objectContaining({ tag: "Text", value: "At 48.85837, 2.29448?", stays: true }),
	]);
	expect(await stripBytes(file)).toMatchObject({ status: "clean" });
});

test("keywords of 3GPP are told one by one", async () => {
	const words = bytes(u32(0), [0x15, 0xc7, 2], [4], "Home", [5], "Alice");
	expect(await findingsOf(film({ movie: [box("udta", box("kywd", words))] }))).toMatchObject([
		{ value: "Home; Alice" },
	]);
	const rating = bytes(u32(0), "ABCDEFGH", [0x15, 0xc7], "For Alice", [0]);
	expect(await findingsOf(film({ movie: [box("udta", box("rtng", rating))] }))).toMatchObject([{ value: "For Alice" }]);
});

test("no sample of a stripped track is left anywhere", async () => {
	for (const name of [
		"dirty-gopro.mp4",
		"dirty-fragmented.mp4",
		"dirty-drone.mp4",
		"dirty-chapters.m4a",
		"dirty-stale-movie.mp4",
		"dirty-dash-camera-untold.mp4",
		"dirty-cut-out.mp4",
	]) {
		const text = Buffer.from(await stripped(dirtyMp4s[name]?.bytes ?? new Uint8Array())).toString("latin1");
		expect(/Acme Cam1|DEVC|PUB9988776655|At the bank|48\.8584|GPRMC|cut out/.exec(text)?.[0], name).toBeUndefined();
	}
});

test("what was only trimmed away is told, and stays with a reason", async () => {
	expect(await findingsOf(trimmedVideo())).toEqual([
		expect.objectContaining({
			kind: "hidden-media",
			source: "Track1",
			tag: "EditList",
			value: expect.stringContaining("2 s"),
			stays: true,
		}),
	]);
	expect(await stripBytes(trimmedVideo())).toMatchObject({ status: "clean" });
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

test("colours, brightness, depth, projection, turns and sound around stay", async () => {
	const file = sphericalVideo({ time: 3_709_042_215, movie: [itemList(item("©nam", "Home"))] });
	// The first track turned by a quarter: 0 1 0, -1 0 0.
	const matrix = bytes(u32(0), u32(0x10000), u32(0), u32(0xffff0000), u32(0), u32(0));
	const header = Buffer.from(file).indexOf("tkhd") + 4;
	file.set(matrix, header + 40);
	const once = Buffer.from(await stripped(file));
	expect((await stripBytes(file)).status).toBe("stripped");
	for (const kept of [...pictureBoxes, ...soundBoxes]) expect(once.includes(Buffer.from(kept))).toBe(true);
	expect(once.subarray(header + 40, header + 64)).toEqual(Buffer.from(matrix));
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

/** Sizes that lie or are written in the other way, and what a player makes of them. */
const sizes: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
	"a last box of size 0": film({ after: [bytes(u32(0), "udta", box("name", "Alice Example"))] }),
	"a last box that claims more than there is": film({
		after: [bytes(u32(5000), "udta", box("name", "Alice Example"))],
	}),
	"a size of 64 bits around tags": film({
		after: [bytes(u32(1), "udta", u32(0), u32(37), box("name", "Alice Example"))],
	}),
	"a box smaller than its header": film({ after: [bytes(u32(4), "udta", "Alice Example")] }),
	"garbage behind the film": film({ after: [bytes("\n\n Alice Example was here \n")] }),
	"a box around nothing but a box too large for it": film({
		movie: [box("udta", bytes(u32(900), "name", "Alice Example"))],
	}),
};

test.each(Object.entries(sizes))("%s leaves nothing behind, and the film as it was", async (_, file) => {
	expect((await findingsOf(file)).length).toBeGreaterThan(0);
	const once = await stripped(file);
	expect(Buffer.from(once).includes("Alice Example")).toBe(false);
	const samples = Buffer.from(film()).subarray(40, 1000);
	expect(Buffer.from(once).includes(samples)).toBe(true);
});

test("a few samples of a track are the first ones and one of its middle, however they stand in chunks", () => {
	const tables: [runs: [first: number, samples: number][], sizes: number[], chunks: number][] = [
		[[[1, 1]], [5, 6, 7, 8, 9], 5],
		[[[1, 3]], [5, 6, 7, 8, 9, 1, 2], 3],
		[
			[
				[1, 2],
				[3, 1],
				[5, 4],
			],
			[3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8],
			6,
		],
		[[[1, 9]], [3, 1, 4], 1],
		[[[1, 1]], [], 3],
		[[], [1], 2],
	];
	for (const [runs, sizes, chunks] of tables) {
		const starts = Array.from({ length: chunks }, (_, index) => u32(1000 * (index + 1)));
		const table = box(
			"stbl",
			box("stsc", u32(0), u32(runs.length), ...runs.flatMap(([first, samples]) => [u32(first), u32(samples), u32(1)])),
			box("stsz", u32(0), u32(0), u32(sizes.length), ...sizes.map(u32)),
			box("stco", u32(0), u32(chunks), ...starts),
		);
		const [root] = boxesIn(table).boxes;
		if (!root) throw new Error("no table");
		const all = sampleRanges(table, root);
		const some = someSamples(table, root, 2);
		expect(some.slice(0, 2)).toEqual(all.slice(0, 2));
		expect(all).toEqual(expect.arrayContaining(some));
		const middle = 1000 * ((chunks >> 1) + 1);
		const there = all.filter(({ start }) => start >= middle && start < middle + 1000);
		expect(some).toEqual(expect.arrayContaining(there.slice(there.length >> 1).slice(0, 1)));
	}
});
