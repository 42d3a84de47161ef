// How Matroska packs the blocks of a track: deflated, or without the bytes that all of them begin with. https://www.rfc-editor.org/rfc/rfc9559#name-contentencodings-element
import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";
import { type Element, elementsIn } from "../containers/ebml";
import { inflate } from "../containers/inflate";
import { joinBytes, uintBE } from "../containers/numbers";
import { hasWords } from "./box-sizes";
import { ids } from "./matroska-ids";

/** What a sample is that was packed, but for what is beyond `limit`. */
export type Unpack = (packed: Uint8Array<ArrayBuffer>, limit: number) => Promise<Uint8Array<ArrayBuffer>>;

export type Packing = {
	unpack?: Unpack;
	/** That nobody could look into it. */
	unread: Finding[];
};

const ofFrames = 1;
const encrypted = 1;
const algorithms = { zlib: 0, headless: 3 } as const;

/** @param name - the track's. */
export function packingOf(bytes: Uint8Array<ArrayBuffer>, entry: Element, name: string, codec: string): Packing {
	const encodings = within(bytes, within(bytes, entry, ids.encodings)[0], ids.encoding);
	const [encoding] = encodings;
	if (!encoding) return { unread: [] };
	const [compression] = within(bytes, encoding, ids.compression);
	const algorithm = number(bytes, compression, ids.compressionAlgorithm, algorithms.zlib);
	const isEncrypted = number(bytes, encoding, ids.encodingType, 0) === encrypted;
	const isKnown = encodings.length === 1 && number(bytes, encoding, ids.encodingScope, ofFrames) === ofFrames;
	if (isKnown && !isEncrypted) {
		const [settings] = within(bytes, compression, ids.compressionSettings);
		const head = settings ? bytes.slice(settings.body, settings.end) : new Uint8Array();
		if (algorithm === algorithms.headless)
			return {
				unpack: async (packed, limit) => joinBytes([head, packed]).subarray(0, limit),
				unread: hasWords(head) ? [unread("cannotBeChecked")] : [],
			};
		if (algorithm === algorithms.zlib)
			return { unpack: async (packed, limit) => (await inflate(packed, "deflate", limit)).bytes, unread: [] };
	}
	return { unread: [unread(isEncrypted ? "isEncrypted" : "cannotBeChecked")] };

	function unread(why: "isEncrypted" | "cannotBeChecked"): Finding {
		const value = phrase(why, codec);
		return { kind: "unknown", severity: "medium", source: name, tag: "ContentEncoding", value, stays: true };
	}
}

/** Whether settings are of a way to pack that has none. */
export function isStraySettings(bytes: Uint8Array, compression: Element): boolean {
	return number(bytes, compression, ids.compressionAlgorithm, algorithms.zlib) !== algorithms.headless;
}

function within(bytes: Uint8Array, master: Element | undefined, wanted: number): Element[] {
	return master ? elementsIn(bytes, master.body, master.end).filter(({ id }) => id === wanted) : [];
}

function number(bytes: Uint8Array, master: Element | undefined, wanted: number, usual: number): number {
	const [child] = within(bytes, master, wanted);
	return child ? uintBE(bytes, child.body, Math.min(child.end - child.body, 8)) : usual;
}
