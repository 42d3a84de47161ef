// What it does, in three pictures: it holds a file, says what it gives away, and lets it go without that.
import { words } from "../platform/words";

/** A photo: a hill and a sun in a frame. */
function Photo({ x, y }: { x: number; y: number }) {
	return (
		<g transform={`translate(${x} ${y})`}>
			<rect class="paper" width="52" height="40" rx="5" />
			<circle class="sun" cx="37" cy="13" r="5" />
			<path class="hill" d="M5 35 L19 17 L29 29 L35 23 L47 35 Z" />
		</g>
	);
}

/** A conversation: two messages in a window. */
function Chat({ x }: { x: number }) {
	return (
		<g transform={`translate(${x} 18)`}>
			<rect class="paper" width="64" height="84" rx="8" />
			<rect class="said" x="9" y="12" width="32" height="12" rx="6" />
			<rect class="said" x="23" y="30" width="32" height="12" rx="6" />
		</g>
	);
}

function Holds() {
	return (
		<svg viewBox="0 0 180 120" aria-hidden="true">
			<Photo x={12} y={40} />
			<path class="line" d="M70 60 H82" />
			<rect class="gate" x="86" y="22" width="9" height="76" rx="4.5" />
			<path class="stop" d="M90.5 52 v16" />
			<Chat x={106} />
		</svg>
	);
}

function Says() {
	return (
		<svg viewBox="0 0 180 120" aria-hidden="true">
			<Photo x={40} y={44} />
			<circle class="glass" cx="78" cy="58" r="33" />
			<path class="handle" d="M103 82 L122 101" />
			<path class="pin" d="M78 74 c-9 -11 -13 -16 -13 -22 a13 13 0 0 1 26 0 c0 6 -4 11 -13 22 z" />
			<circle class="hole" cx="78" cy="52" r="4.5" />
			<rect class="tag" x="118" y="28" width="48" height="11" rx="5.5" />
			<rect class="tag" x="118" y="46" width="36" height="11" rx="5.5" />
		</svg>
	);
}

function Strips() {
	return (
		<svg viewBox="0 0 180 120" aria-hidden="true">
			<Chat x={104} />
			<Photo x={110} y={62} />
			<path class="line" d="M62 82 H96 m-8 -7 l8 7 l-8 7" />
			<g class="gone">
				<rect class="tag" x="14" y="24" width="48" height="11" rx="5.5" />
				<rect class="tag" x="14" y="42" width="36" height="11" rx="5.5" />
				<path class="line" d="M8 29.5 H68 M8 47.5 H56" />
			</g>
			<circle class="done" cx="42" cy="82" r="14" />
			<path class="tick" d="M35 82 l5 6 l9 -11" />
		</svg>
	);
}

export function Pictures() {
	return (
		<ol class="pictures-of-it">
			<li>
				<Holds />
				<p>{words("welcomeHolds")}</p>
			</li>
			<li>
				<Says />
				<p>{words("welcomeSays")}</p>
			</li>
			<li>
				<Strips />
				<p>{words("welcomeStrips")}</p>
			</li>
		</ol>
	);
}
