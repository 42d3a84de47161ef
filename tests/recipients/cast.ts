// Who is in the stories: a person's life, an office, and what a story consists of.
import type { FileRisk, PolicyAction, RecipientRisk } from "../../src/core/policy";
import type { ReasonName } from "../../src/recipients/reasons";
import type { Send, SentFile, SentFileKind } from "../../src/recipients/send";
import type { Addressee, Habit } from "./memory";

export type Story = {
	past: readonly Habit[];
	to: Addressee;
	send?: Partial<Omit<Send, "conversation">>;
	risk: RecipientRisk | readonly RecipientRisk[];
	/** What a dialog says of the recipient, to the letter; nothing where it says nothing. */
	says?: string;
	/** What is done with the file under balanced caution. */
	action?: PolicyAction;
	/** Reasons that must be among those given; `first`: the one that must lead. */
	because?: readonly ReasonName[];
	first?: ReasonName;
	/** Reasons that must not be given. */
	not?: readonly ReasonName[];
};

export const alertly: readonly RecipientRisk[] = ["unsure", "odd"];
export const calmly: readonly RecipientRisk[] = ["usual", "unsure"];

export const file = (name: string, risk: FileRisk = "none", kind: SentFileKind = "image"): SentFile => ({
	name,
	kind,
	risk,
});
export const photo = file("IMG_2041.jpg", "high");
export const passport = file("passport-scan.jpg", "high");
export const meme = file("cat.gif", "none");

export const anna: Habit = {
	to: "Anna Kowalska",
	sends: 90,
	everyHours: 9,
	texts: ["love you", "dinner tonight", "", "see you at eight"],
};
export const mum: Habit = {
	to: "Mum",
	sends: 45,
	everyHours: 22,
	endedHoursAgo: 20,
	texts: ["call you later", "", "how is grandpa"],
	files: [photo],
};
export const ben: Habit = {
	to: "Ben Ortiz",
	sends: 30,
	everyHours: 40,
	endedHoursAgo: 15,
	texts: ["boulder session thursday", "new climbing shoes", "rope and harness"],
};
export const weber: Habit = {
	to: "Dr. Claudia Weber",
	sends: 6,
	everyHours: 700,
	endedHoursAgo: 200,
	texts: ["appointment", "blood results"],
};
export const memes: Habit = {
	to: "Meme dump",
	id: "g1",
	kind: "group",
	members: 14,
	sends: 40,
	everyHours: 30,
	endedHoursAgo: 5,
	files: [meme],
};
export const family: Habit = {
	to: "Family",
	id: "g2",
	kind: "group",
	members: 6,
	sends: 30,
	everyHours: 50,
	endedHoursAgo: 30,
	files: [photo],
};
export const life = [anna, mum, ben, weber, memes, family];

export const carla: Habit = {
	to: "Carla Reyes <carla@contoso.com>",
	sends: 40,
	everyHours: 20,
	endedHoursAgo: 3,
	texts: ["Re: quarterly budget", "budget sheet", "numbers for the board"],
};
export const devi: Habit = {
	to: "Devi Rao <devi@contoso.com>",
	sends: 25,
	everyHours: 30,
	endedHoursAgo: 9,
	texts: ["release checklist", "Re: build broken", "deployment"],
};
export const team: Habit = {
	to: [carla.to, devi.to, "Emil Berg <emil@contoso.com>"].flat(),
	sends: 25,
	everyHours: 28,
	endedHoursAgo: 26,
	texts: ["sprint notes", "Re: sprint planning"],
};
export const globex: Habit = {
	to: "Bob Hale <bob@globex.com>",
	sends: 12,
	everyHours: 60,
	endedHoursAgo: 50,
	texts: ["offer", "Re: contract draft"],
};
export const acme: Habit = {
	to: "Alice Moor <alice@acme.com>",
	sends: 14,
	everyHours: 60,
	endedHoursAgo: 40,
	texts: ["offer", "Re: order"],
};
export const work = [carla, devi, team, globex, acme];
