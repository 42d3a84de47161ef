// The dialog and the quiet line over a real messenger, Converse.js, in the states in which they are kept in docs/screens.
import { answer, guardOpen } from "../tests/browser/harness/guard-frame";
import { lineGone, lineShown, pressLine } from "../tests/browser/harness/quiet-line";
import type { ScreenState } from "./screen-state";

const over = { backdrop: "converse", looks: ["light", "dark"] } as const;

export const converseStates: readonly ScreenState[] = [
	{
		...over,
		name: "converse-one-photo",
		async show({ messenger }) {
			await messenger.open("Juliet Capulet");
			await messenger.give("harbour-at-dusk.jpg");
			return { page: messenger.page, place: await guardOpen(messenger.page) };
		},
		end: ({ messenger }) => answer(messenger.page, "cancel"),
	},
	{
		...over,
		name: "converse-quiet-line",
		async show({ messenger, settings }) {
			await settings({ rule: "strip", caution: "calm" });
			await messenger.open("Juliet Capulet");
			await messenger.give("from-my-window.jpg");
			return { page: messenger.page, place: (await lineShown(messenger.page)).frame };
		},
		async end({ messenger, settings }) {
			await pressLine((await lineShown(messenger.page)).frame, "close");
			await lineGone(messenger.page);
			await settings({});
		},
	},
];
