// The icons: strokes on a 24-unit grid, in the colour of the words beside them. A word always stands with them.
const paths = {
	archive: "M4 4h16v5H4zM5 9v11h14V9M10 13h4",
	"as-is": "M5 12h13M13 6l6 6-6 6",
	check: "M5 12.5 10 17.5 19 7",
	close: "M6 6l12 12M18 6 6 18",
	device: "M7 3h10v18H7zM11 18h2",
	group:
		"M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.4a3.5 3.5 0 0 1 0 6.3M18 14.4c2.2.8 3.5 2.7 3.5 5.6",
	history: "M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.5l3 2",
	layers: "M12 3 3 8l9 5 9-5zM3 12.5l9 5 9-5M3 17l9 5 9-5",
	lock: "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
	mail: "M3 6h18v13H3zM3 7l9 7 9-7",
	megaphone: "M4 10v4h3l9 5V5L7 10zM19 9.5a4 4 0 0 1 0 5",
	out: "M5 12h14",
	page: "M6 3h8l5 5v13H6zM14 3v5h5",
	person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 21c0-4.5 3.5-7 7.5-7s7.5 2.5 7.5 7",
	picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-2.5 4 3.5M15.5 9.5h.01",
	pin: "M12 21c-4.5-5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6-6.5 11M12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4",
	shield: "M12 3l7.5 3v5.5c0 4.5-3 7.5-7.5 9.5-4.5-2-7.5-5-7.5-9.5V6zM8.5 12l2.5 2.5 4.5-5",
	sound: "M9 18a3 3 0 1 1-6 0 3 3 0 0 1 6 0M9 18V5l11-2v13M20 16a3 3 0 1 1-6 0 3 3 0 0 1 6 0",
	speech: "M4 5h16v11H10l-4 4v-4H4z",
	stamp:
		"M12 3l2.3 1.7 2.9-.1.8 2.7 2.3 1.7-1 2.7 1 2.7-2.3 1.7-.8 2.7-2.9-.1L12 21l-2.3-1.7-2.9.1-.8-2.7L3.7 15l1-2.7-1-2.7L6 7.9l.8-2.7 2.9.1zM9 12l2.2 2.2 4-4.4",
	tag: "M3 12V4h8l10 10-8 8zM7.5 8.5h.01",
	text: "M5 6h14M5 10h14M5 14h14M5 18h8",
	time: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7.5V12l3 2",
	unlock: "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2",
	unknown: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5h.01",
	video: "M4 6h11v12H4zM15 10.5 20 7.5v9l-5-3",
	warning: "M12 4 2.5 20h19zM12 10v4.5M12 17.3h.01",
	window: "M3 5h18v14H3zM3 9h18",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
	return (
		<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" data-icon={name}>
			<path d={paths[name]} />
		</svg>
	);
}
