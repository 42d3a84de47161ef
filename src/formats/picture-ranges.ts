// Where the pictures of findings point to, for a file inside another.
import type { ByteRange, Finding } from "../core/finding";

/** Of a file that is packed, or stands there as text: no range of the whole shows its pictures, and of a way only its end is known. */
export function withoutRange({ picture, ...finding }: Finding): Finding {
	switch (picture?.type) {
		case "place":
		case "deleted-text":
			return { ...finding, picture };
		case "track":
			return { ...finding, picture: { type: "place", at: picture.at } };
		case "image":
		case "video":
		case undefined:
			return finding;
		default:
			return picture satisfies never;
	}
}

/** Of a file that begins `shift` bytes into the whole; `undefined` where it is packed. */
export function withRangeMoved(finding: Finding, shift: number | undefined): Finding {
	if (shift === undefined) return withoutRange(finding);
	const moved = ({ start, end }: ByteRange) => ({ start: start + shift, end: end + shift });
	const { picture } = finding;
	switch (picture?.type) {
		case "image":
		case "video":
			return { ...finding, picture: { ...picture, range: moved(picture.range) } };
		case "track":
			return { ...finding, picture: { ...picture, samples: picture.samples.map(moved) } };
		case "place":
		case "deleted-text":
		case undefined:
			return finding;
		default:
			return picture satisfies never;
	}
}
