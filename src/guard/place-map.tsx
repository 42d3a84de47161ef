// A small map of what the extension brings along: where a picture was taken, or the way that a film went.
import { language, listed, words } from "../platform/words";
import type { DrawnMap } from "./map/draw";
import { drawing } from "./map/frame";

/** @param map - absent while it is being drawn: the space is kept for it. */
export function PlaceMap({ map }: { map: DrawnMap | undefined }) {
	const label = map && labelOf(map.codes);
	return (
		<figure class="map" data-country={map?.codes.join(" ")}>
			{map ? (
				<svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="img" aria-label={words("map", label ?? "")}>
					<path class="land" d={map.land} />
					<path class="home" d={map.home} />
					<path class="track" d={map.track} />
					<circle class="halo" cx={map.end[0]} cy={map.end[1]} r="10" />
					<circle class="spot" cx={map.end[0]} cy={map.end[1]} r="4.5" />
				</svg>
			) : (
				<div class="map-space" />
			)}
			<figcaption>{label ?? "\u00a0"}</figcaption>
		</figure>
	);
}

function labelOf(codes: readonly string[]): string {
	const names = new Intl.DisplayNames(language(), { type: "region" });
	const [country, ...others] = codes.map((code) => names.of(code) ?? code);
	if (country === undefined) return words("mapNowhere");
	return others.length === 0 ? country : words("mapBorder", listed([country, ...others]));
}
