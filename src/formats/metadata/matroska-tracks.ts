// The tracks of a Matroska file: which of them play, and whose blocks may have additions or are packed.
import type { Finding } from "../../core/finding";
import { type Element, elementsIn } from "../containers/ebml";
import { latin1, uintBE } from "../containers/numbers";
import { croppedFindings } from "./cropped";
import { ids, isKept } from "./matroska-ids";
import { packingOf, type Unpack } from "./matroska-packing";
import { textOf } from "./matroska-tags";
import { configurationOf, lengthSizeIn } from "./picture-messages";
import type { PlayedTrack } from "./unshown-tracks";

export type MatroskaTrack = {
	number: number;
	name: string;
	codec: string;
	plays: boolean;
	/** Words, which a camera may have written. */
	subtitles: boolean;
	/** Of pictures or sound: whether players show it unasked. */
	played?: Omit<PlayedTrack, "name" | "seconds">;
	/** Of pictures, and of what is packed: how they are coded, and how long the lengths before the units of one are. */
	pictures?: { coding: string; lengthSize: number };
	/** Undoes how its blocks are packed. */
	unpack?: Unpack;
	/** What is told of its blocks, and stays with them: that nobody could look into them, or that edges are not shown. */
	staying: readonly Finding[];
	/** Whether its pictures have a layer or a light of their own beside them. */
	additions: boolean;
};

const picture = 1;
const sound = 2;
const both = 3;
const subtitle = 0x11;
const pictureFields = [
	ids.pixelWidth,
	ids.pixelHeight,
	ids.cropLeft,
	ids.cropRight,
	ids.cropTop,
	ids.cropBottom,
] as const;

export function matroskaTracks(bytes: Uint8Array<ArrayBuffer>, tracks: Element): MatroskaTrack[] {
	const entries = elementsIn(bytes, tracks.body, tracks.end);
	return entries.flatMap((entry, index) => {
		if (entry.id !== ids.trackEntry) return [];
		const children = elementsIn(bytes, entry.body, entry.end);
		const child = (wanted: number) => children.find(({ id }) => id === wanted);
		const number = (wanted: number, usual = 0, among = children) => {
			const found = among.find(({ id }) => id === wanted);
			return found && found.end > found.body
				? uintBE(bytes, found.body, Math.min(found.end, found.body + 8) - found.body)
				: usual;
		};
		const codecId = child(ids.codecId);
		const codec = codecId && isKept(entry.id, codecId, bytes) ? textOf(bytes, codecId) : "";
		const type = number(ids.trackType);
		const subtitles = type === subtitle && /^(S_|D_WEBVTT\/(SUBTITLES|CAPTIONS)$)/.test(codec);
		const plays = codec !== "" && (type === picture || type === sound || type === both || subtitles);
		const isOn = number(ids.flagEnabled, 1) > 0;
		const named = child(ids.languageTag) ?? child(ids.language);
		const language = named ? textOf(bytes, named).replace(/^und$/, "") : "eng";
		const played =
			type === picture
				? ({ type: "video", shown: isOn, language } as const)
				: type === sound
					? ({ type: "sound", shown: isOn, preferred: number(ids.flagDefault, 1) > 0, language } as const)
					: undefined;
		const additions = type === picture && number(ids.maxAdditionId) > 0;
		const data = child(ids.codecPrivate);
		const content = data ? bytes.subarray(data.body, data.end) : new Uint8Array();
		const name = `Track${index + 1}`;
		const { unpack, unread } = packingOf(bytes, entry, name, codec);
		const pictures = (type === picture || type === both || unpack) && {
			pictures: {
				coding: codec === "V_MS/VFW/FOURCC" ? latin1(content.subarray(16, 20)) : codec,
				lengthSize: lengthSizeIn(content, configurationOf(codec)),
			},
		};
		const video = child(ids.video);
		const staying = [...unread, ...(video ? croppedIn(elementsIn(bytes, video.body, video.end)) : [])];
		const told = { number: number(ids.trackNumber), name, codec, plays, subtitles, additions, staying };
		return [{ ...told, ...pictures, ...(played && { played }), ...(unpack && { unpack }) }];

		function croppedIn(fields: Element[]): Finding[] {
			const [width = 0, height = 0, left = 0, right = 0, top = 0, bottom = 0] = pictureFields.map((id) =>
				number(id, 0, fields),
			);
			const shown = { width: width - left - right, height: height - top - bottom };
			return croppedFindings(name, "PixelCrop", { width, height }, shown);
		}
	});
}

/** How long a film lasts by its info. */
export function secondsOf(bytes: Uint8Array<ArrayBuffer>, info: Element): number {
	const children = elementsIn(bytes, info.body, info.end);
	const [scale, duration] = [ids.timestampScale, ids.duration].map((wanted) =>
		children.find(({ id }) => id === wanted),
	);
	if (!duration) return 0;
	const view = new DataView(bytes.buffer, bytes.byteOffset + duration.body, duration.end - duration.body);
	const ticks = view.byteLength === 8 ? view.getFloat64(0) : view.byteLength === 4 ? view.getFloat32(0) : 0;
	return (ticks * (scale ? uintBE(bytes, scale.body, Math.min(scale.end - scale.body, 8)) : 1_000_000)) / 1e9;
}
