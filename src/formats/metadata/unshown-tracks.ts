// Pictures and sound of a film that players leave out: of another camera, from before an effect, of another microphone.
import type { Finding } from "../../core/finding";
import { phrase } from "../../core/phrase";

export type PlayedTrack = {
	name: string;
	seconds: number;
	type: "video" | "sound";
	/** Whether players show or play it unasked. */
	shown: boolean;
	/** Of some that are shown, those alone that are. */
	preferred?: boolean;
	/** Empty where nobody says. */
	language: string;
};

/** Tracks that are off beside one that is on; sound in a language of its own is there to be chosen. Both stay. */
export function unshownFindings(tracks: readonly PlayedTrack[]): Finding[] {
	return tracks.flatMap((track) => {
		const { name, seconds, type, language } = track;
		const on = tracks.filter((other) => other.shown && other.type === type);
		const preferred = on.filter((other) => other.preferred);
		const others = preferred.length > 0 ? preferred : on;
		const isChoice =
			type === "sound" && language !== "" && !others.some((other) => ["", language].includes(other.language));
		if (others.includes(track) || isChoice || others.length === 0) return [];
		const value = phrase(type === "video" ? "unshownVideo" : "unheardSound", { seconds });
		return [{ kind: "hidden-media", severity: "medium", source: name, tag: "TrackEnabled", value, stays: true }];
	});
}
