// The XML that says how a spherical video is projected: what of it no player needs.
// https://github.com/google/spatial-media/blob/master/docs/spherical-video-rfc.md
import type { ByteRange } from "../../core/finding";
import { projections, sphericalNames } from "./rendering-xmp";

/** An element that players need, with a number or a word that they know; and the tags of what is around them. */
const needed = new RegExp(
	`<GSpherical:(${sphericalNames})>\\s*(${projections})\\s*</GSpherical:\\1>|<\\?xml(\\s+(version|encoding|standalone)=["'][\\w.-]{1,10}["'])+\\s*\\?>|</?rdf:SphericalVideo(\\s+xmlns:(rdf=["']http://www\\.w3\\.org/1999/02/22-rdf-syntax-ns#["']|GSpherical=["']http://ns\\.google\\.com/videos/1\\.0/spherical/["']))*\\s*>`,
	"gi",
);

/** Where such XML says more than is needed. */
export function privateInSpherical(xml: string): ByteRange[] {
	const ranges: ByteRange[] = [];
	let at = 0;
	const add = (end: number) => {
		if (/[^\s\0]/.test(xml.slice(at, end))) ranges.push({ start: at, end });
	};
	for (const { 0: match, index } of xml.matchAll(needed)) {
		add(index);
		at = index + match.length;
	}
	add(xml.length);
	return ranges;
}
