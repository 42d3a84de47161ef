// The `hdlr` box: what kind of track or metadata it stands in, and who wrote it. ISO/IEC 14496-12, 8.4.3
import type { Box } from "../containers/isobmff";
import { latin1, uint8 } from "../containers/numbers";
import { type Part, part, zeroed } from "../parts";
import { hasWords } from "./box-sizes";
import { mediaFinding } from "./media-tags";
import { untilZero } from "./text";

/** Names that every muxer writes say nothing. */
const genericHandler =
	/^(\s*|\(null\)|(Video|Sound|Audio|Media|Data|Subtitle|Text|Pict(ure)?|Alias|Metadata|URL|Time\s?Code)[\s-]?(Media|Data)?[\s-]?Handler)$/i;
const constantMakers = /^(\0{4}|appl|FFMP)$/;

export function handlerParts(bytes: Uint8Array, box: Box, base: number, source: string): Part[] {
	const [makerAt, nameAt] = [box.body + 12, box.body + 24];
	if (nameAt > box.end) return [];
	const parts: Part[] = [];
	const size = nameAt < box.end ? uint8(bytes, nameAt) : 0;
	const pascal = size > 0 && size === box.end - nameAt - 1;
	const name = untilZero(latin1(bytes, pascal ? nameAt + 1 : nameAt, box.end)).trim();
	const finding = genericHandler.test(name) ? undefined : mediaFinding(source, "HandlerDescription", name);
	if (name !== "") parts.push(part(finding ? [finding] : [], zeroed(base + nameAt, base + box.end)));
	const maker = latin1(bytes, makerAt, makerAt + 4);
	// Its flags, and a mask of them.
	const told =
		constantMakers.test(maker) && !hasWords(bytes.subarray(makerAt, nameAt))
			? undefined
			: mediaFinding(source, "HandlerVendorID", latin1(bytes, makerAt, nameAt));
	if (told) parts.push(part([told], zeroed(base + makerAt, base + nameAt)));
	return parts;
}
