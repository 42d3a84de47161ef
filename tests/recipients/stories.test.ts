// Short stories of sends, half of them slips, half of them look-alikes of slips that are fine: what must happen, and why.
import { describe, expect, test } from "vitest";
import { type FileRisk, type PolicyAction, policy, type RecipientRisk } from "../../src/core/policy";
import { assess } from "../../src/recipients/assess";
import type { ReasonName } from "../../src/recipients/reasons";
import type { Send, SentFile, SentFileKind } from "../../src/recipients/send";
import { type Addressee, type Habit, memoryOf, now, sendTo } from "./memory";

const file = (name: string, risk: FileRisk = "none", kind: SentFileKind = "image"): SentFile => ({ name, kind, risk });
const photo = file("IMG_2041.jpg", "high");
const passport = file("passport-scan.jpg", "high");
const meme = file("cat.gif", "none");

const anna: Habit = {
	to: "Anna Kowalska",
	sends: 90,
	everyHours: 9,
	texts: ["love you", "dinner tonight", "", "see you at eight"],
};
const mum: Habit = {
	to: "Mum",
	sends: 45,
	everyHours: 22,
	endedHoursAgo: 20,
	texts: ["call you later", "", "how is grandpa"],
	files: [photo],
};
const ben: Habit = {
	to: "Ben Ortiz",
	sends: 30,
	everyHours: 40,
	endedHoursAgo: 15,
	texts: ["boulder session thursday", "new climbing shoes", "rope and harness"],
};
const weber: Habit = {
	to: "Dr. Claudia Weber",
	sends: 6,
	everyHours: 700,
	endedHoursAgo: 200,
	texts: ["appointment", "blood results"],
};
const memes: Habit = {
	to: "Meme dump",
	id: "g1",
	kind: "group",
	members: 14,
	sends: 40,
	everyHours: 30,
	endedHoursAgo: 5,
	files: [meme],
};
const family: Habit = {
	to: "Family",
	id: "g2",
	kind: "group",
	members: 6,
	sends: 30,
	everyHours: 50,
	endedHoursAgo: 30,
	files: [photo],
};
const life = [anna, mum, ben, weber, memes, family];

const carla: Habit = {
	to: "Carla Reyes <carla@contoso.com>",
	sends: 40,
	everyHours: 20,
	endedHoursAgo: 3,
	texts: ["Re: quarterly budget", "budget sheet", "numbers for the board"],
};
const devi: Habit = {
	to: "Devi Rao <devi@contoso.com>",
	sends: 25,
	everyHours: 30,
	endedHoursAgo: 9,
	texts: ["release checklist", "Re: build broken", "deployment"],
};
const team: Habit = {
	to: [carla.to, devi.to, "Emil Berg <emil@contoso.com>"].flat(),
	sends: 25,
	everyHours: 28,
	endedHoursAgo: 26,
	texts: ["sprint notes", "Re: sprint planning"],
};
const globex: Habit = {
	to: "Bob Hale <bob@globex.com>",
	sends: 12,
	everyHours: 60,
	endedHoursAgo: 50,
	texts: ["offer", "Re: contract draft"],
};
const acme: Habit = {
	to: "Alice Moor <alice@acme.com>",
	sends: 14,
	everyHours: 60,
	endedHoursAgo: 40,
	texts: ["offer", "Re: order"],
};
const work = [carla, devi, team, globex, acme];

type Story = {
	past: readonly Habit[];
	to: Addressee;
	send?: Partial<Omit<Send, "conversation">>;
	risk: RecipientRisk | readonly RecipientRisk[];
	/** What is done with the file under balanced caution. */
	action?: PolicyAction;
	/** Reasons that must be among those given; `first`: the one that must lead. */
	because?: readonly ReasonName[];
	first?: ReasonName;
	/** Reasons that must not be given. */
	not?: readonly ReasonName[];
};

const alertly: readonly RecipientRisk[] = ["unsure", "odd"];
const calmly: readonly RecipientRisk[] = ["usual", "unsure"];

const slips: Record<string, Story> = {
	"a stranger with the first name of the one written to daily": {
		past: life,
		to: { to: "Anna Kowalik" },
		send: { files: [photo] },
		risk: "odd",
		action: "ask",
		first: "looks-like",
	},
	"another Anna, written to once long ago": {
		past: [...life, { to: "Anna Kowalik", sends: 1, everyHours: 1, endedHoursAgo: 2600 }],
		to: { to: "Anna Kowalik" },
		send: { text: "dinner tonight", files: [photo] },
		risk: "odd",
		action: "ask",
		first: "looks-like",
		because: ["long-ago", "first-file"],
	},
	"a stranger whose A is Cyrillic": {
		past: life,
		to: { to: "Аnna Kowalska", id: "x" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"a stranger with a capital i for an l": {
		past: [{ ...anna, to: "Paul Hill" }, mum, ben],
		to: { to: "PauI HiII" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"one letter off": {
		past: [{ ...anna, to: "Jonathan Reed" }, mum, ben],
		to: { to: "Jonathon Reed" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"the same name in another script": {
		past: [{ ...anna, to: "Ivan Petrov" }, mum, ben],
		to: { to: "Иван Петров" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"Cyrillic: a shared first name": {
		past: [{ ...anna, to: "Алексей Петров" }, mum, ben],
		to: { to: "Алексей Попов" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"Greek: a shared first name": {
		past: [{ ...anna, to: "Γιώργος Παπάς" }, mum, ben],
		to: { to: "Γιώργος Νικολάου" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"Arabic: a shared first name": {
		past: [{ ...anna, to: "محمد علي" }, mum, ben],
		to: { to: "محمد حسن" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"Hebrew: a shared last name": {
		past: [{ ...anna, to: "דוד כהן" }, mum, ben],
		to: { to: "שרה כהן" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"Devanagari: one letter off": {
		past: [{ ...anna, to: "राहुल शर्मा" }, mum, ben],
		to: { to: "राहुल वर्मा" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"Chinese: one sound, another character": {
		past: [{ ...anna, to: "王伟" }, mum, ben],
		to: { to: "王薇" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"Japanese: a shared family name": {
		past: [{ ...anna, to: "さとう けん" }, mum, ben],
		to: { to: "さとう まり" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"Korean: one syllable off": {
		past: [{ ...anna, to: "김민수" }, mum, ben],
		to: { to: "김민지" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"Vietnamese without its marks": {
		past: [{ ...anna, to: "Nguyễn Văn An" }, mum, ben],
		to: { to: "Nguyen Van An" },
		send: { files: [photo] },
		risk: "odd",
		first: "looks-like",
	},
	"a group that is called nearly like a person": {
		past: life,
		to: { to: "Anna Kowalska birthday", id: "g9", kind: "group", members: 30 },
		send: { files: [passport] },
		risk: "odd",
		action: "ask",
		because: ["looks-like", "many-readers"],
	},
	"a greeting for somebody else": {
		past: life,
		to: { to: "Ben Ortiz" },
		send: { text: "Hi Anna, here is the form", files: [passport] },
		risk: alertly,
		action: "ask",
		first: "greets-other",
	},
	"a Spanish greeting for somebody else": {
		past: [...life, { ...ben, to: "Marta Gil" }],
		to: { to: "Mum" },
		send: { text: "Hola Marta, la foto", files: [photo] },
		risk: alertly,
		action: "ask",
		first: "greets-other",
	},
	"a German greeting for somebody else": {
		past: life,
		to: { to: "Mum" },
		send: { text: "Liebe Anna, anbei der Vertrag", files: [photo] },
		risk: alertly,
		action: "ask",
		first: "greets-other",
	},
	"a file that names another customer": {
		past: work,
		to: { to: globex.to },
		send: { text: "as discussed", files: [file("offer-ACME.pdf", "high", "document")] },
		risk: alertly,
		action: "ask",
		because: ["file-names-other"],
	},
	"a typo of a mail provider": {
		past: work,
		to: { to: "Zoe Finch <zoe@gmial.com>" },
		send: { files: [file("letter.pdf", "high", "document")] },
		risk: "odd",
		action: "ask",
		first: "look-alike-domain",
	},
	"a domain with a Cyrillic letter": {
		past: work,
		to: { to: "Carla Reyes <carla@xn--cntoso-wqf.com>" },
		send: { files: [file("letter.pdf", "medium", "document")] },
		risk: "odd",
		action: "ask",
		first: "look-alike-domain",
	},
	"a partner's domain with a letter doubled": {
		past: work,
		to: { to: "Bob Hale <bob@gllobex.com>" },
		send: { files: [file("offer.pdf", "medium", "document")] },
		risk: "odd",
		action: "ask",
		first: "look-alike-domain",
	},
	"another chat was open when the file was picked": {
		past: life,
		to: { to: "Ben Ortiz" },
		send: { files: [passport], changedFrom: { title: "Anna Kowalska" } },
		risk: alertly,
		action: "ask",
		first: "changed-since-pick",
	},
	"the chat that was still open, a text for another": {
		past: [{ ...anna, endedHoursAgo: 30 }, { ...weber, endedHoursAgo: 0.5 }, ben, mum],
		to: { to: "Dr. Claudia Weber" },
		send: { text: "boulder session, rope and harness", files: [photo] },
		risk: alertly,
		action: "ask",
		because: ["left-open"],
	},
	"words that belong to another": {
		past: [anna, mum, ben, weber],
		to: { to: "Dr. Claudia Weber" },
		send: { text: "rope and harness for the boulder session", files: [photo] },
		risk: alertly,
		action: "ask",
		because: ["suits-other"],
	},
	"a passport to a group that only ever got memes": {
		past: life,
		to: { to: "Meme dump", id: "g1", kind: "group", members: 14 },
		send: { files: [passport] },
		risk: alertly,
		action: "ask",
		because: ["first-private-file"],
	},
	"a passport to a channel": {
		past: life,
		to: { to: "City news", id: "c1", kind: "channel", members: 900 },
		send: { files: [passport] },
		risk: calmly,
		because: ["many-readers", "first-time"],
	},
	"one of the other customer in a mail to the team": {
		past: work,
		to: { to: [...team.to, String(globex.to)] },
		send: { text: "Re: sprint planning", files: [file("plan.docx", "high", "document")] },
		risk: alertly,
		action: "ask",
		first: "not-with-these",
	},
	"a namesake in place of a colleague": {
		past: [...work, { to: "Emil Brandt <emil@brandt.example>", sends: 2, everyHours: 50, endedHoursAgo: 1500 }],
		to: { to: [String(carla.to), String(devi.to), "Emil Brandt <emil@brandt.example>"] },
		send: { text: "sprint notes", files: [file("plan.docx", "high", "document")] },
		risk: alertly,
		action: "ask",
		because: ["looks-like", "not-with-these"],
	},
	"a stranger with a colleague's name in her place": {
		past: work,
		to: { to: ["Carla Renner <renner@initech.com>", String(devi.to), "Emil Berg <emil@contoso.com>"] },
		send: { text: "budget sheet", files: [file("plan.docx", "high", "document")] },
		risk: alertly,
		action: "ask",
		because: ["looks-like"],
	},
	"somebody forgotten": {
		past: work,
		to: { to: team.to.slice(0, 2) },
		send: { text: "sprint notes" },
		risk: calmly,
		because: ["missing"],
	},
	"a colleague's private address": {
		past: work,
		to: { to: "Carla Reyes <carla.reyes@gmx.de>" },
		send: { text: "budget sheet", files: [file("budget.xlsx", "high", "document")] },
		risk: alertly,
		action: "ask",
		because: ["other-address", "outside-organisation"],
	},
	"everybody's address in the open": {
		past: work,
		to: { to: Array.from({ length: 14 }, (_, at) => `Guest ${at} <guest${at}@example${at}.org>`) },
		send: { files: [photo] },
		risk: ["usual", "unsure", "odd"],
		because: ["many-open-recipients"],
	},
	"the same file went to another a moment ago": {
		past: [anna, { ...mum, endedHoursAgo: 0.05, texts: ["garden plan"], files: [] }, ben, weber],
		to: { to: "Dr. Claudia Weber" },
		send: { text: "garden plan", files: [photo] },
		risk: alertly,
		because: ["just-sent-to-other"],
	},
	"a private file by SMS": {
		past: life,
		to: { to: "Mum", conversation: { security: "text-message" } },
		send: { files: [photo] },
		risk: "usual",
		action: "strip-and-tell",
		first: "carriers-can-read",
	},
};

const fine: Record<string, Story> = {
	"the one written to daily": {
		past: life,
		to: { to: "Anna Kowalska" },
		send: { text: "love you", files: [meme] },
		risk: "usual",
		action: "let-go",
		not: ["looks-like"],
	},
	"a private file to the one written to daily": {
		past: life,
		to: { to: "Anna Kowalska" },
		send: { files: [passport] },
		risk: "usual",
		action: "strip-and-tell",
		because: ["first-file"],
	},
	"the next photo to one's mother": {
		past: life,
		to: { to: "Mum" },
		send: { files: [photo] },
		risk: "usual",
		action: "strip-and-tell",
	},
	"the first send ever": {
		past: [],
		to: { to: "Anna Kowalska" },
		send: { files: [photo] },
		risk: "usual",
		action: "strip-and-tell",
		not: ["first-time", "looks-like"],
	},
	"the fourth send ever, to somebody new": {
		past: [{ ...anna, sends: 3 }],
		to: { to: "Ben Ortiz" },
		send: { files: [photo] },
		risk: calmly,
		because: ["first-time"],
		not: ["looks-like"],
	},
	"a new flatmate": {
		past: life,
		to: { to: "Yusuf Demir" },
		send: { text: "welcome, here is the wifi", files: [meme] },
		risk: calmly,
		action: "let-go",
		because: ["first-time"],
		not: ["looks-like"],
	},
	"a new flatmate and a lease": {
		past: life,
		to: { to: "Yusuf Demir" },
		send: { text: "the lease", files: [file("lease.pdf", "medium", "document")] },
		risk: calmly,
		action: "strip-and-tell",
		not: ["looks-like"],
	},
	"a known person's new number": {
		past: life,
		to: { to: "Anna Kowalska", id: "new-number" },
		send: { text: "dinner tonight", files: [file("menu.jpg", "medium")] },
		risk: calmly,
		action: "strip-and-tell",
		because: ["other-account"],
		not: ["looks-like"],
	},
	"a group renamed": {
		past: life,
		to: { to: "Kitten dump", id: "g1", kind: "group", members: 14 },
		send: { files: [meme] },
		risk: "usual",
		action: "let-go",
	},
	"a contact renamed, with a heart": {
		past: [{ ...anna, id: "a1" }, mum, ben],
		to: { to: "Ania ❤️", id: "a1" },
		send: { files: [photo] },
		risk: "usual",
		action: "strip-and-tell",
	},
	"the less used of two Annas, with her own words": {
		past: [
			...life,
			{ to: "Anna Berg", sends: 20, everyHours: 60, endedHoursAgo: 20, texts: ["choir rehearsal", "alto score"] },
		],
		to: { to: "Anna Berg" },
		send: { text: "choir rehearsal moved", files: [meme] },
		risk: "usual",
		action: "let-go",
	},
	"the less used of two Annas, greeted": {
		past: [
			...life,
			{ to: "Anna Berg", sends: 20, everyHours: 60, endedHoursAgo: 20, texts: ["choir rehearsal", "alto score"] },
		],
		to: { to: "Anna Berg" },
		send: { text: "Hi Anna", files: [photo] },
		risk: calmly,
		not: ["greets-other"],
	},
	"a pet name greeted": {
		past: life,
		to: { to: "Anna Kowalska" },
		send: { text: "Hi honey", files: [photo] },
		risk: "usual",
		not: ["greets-other"],
	},
	"hello everybody, to a group": {
		past: life,
		to: { to: "Family", id: "g2", kind: "group", members: 6 },
		send: { text: "Hi Mum, hi all", files: [photo] },
		risk: "usual",
		not: ["greets-other"],
	},
	"a note to oneself": {
		past: life,
		to: { to: "Saved messages", conversation: { isSelf: true } },
		send: { files: [passport] },
		risk: "usual",
		action: "strip-and-tell",
		not: ["first-time", "first-file"],
	},
	"the doctor once a month": {
		past: life,
		to: { to: "Dr. Claudia Weber" },
		send: { text: "blood results", files: [file("results.pdf", "medium", "document")] },
		risk: calmly,
		action: "strip-and-tell",
		not: ["looks-like"],
	},
	"a climbing partner about climbing": {
		past: life,
		to: { to: "Ben Ortiz" },
		send: { text: "climbing thursday", files: [photo] },
		risk: "usual",
		action: "strip-and-tell",
	},
	"a meme to the group of memes": {
		past: life,
		to: { to: "Meme dump", id: "g1", kind: "group", members: 14 },
		send: { files: [meme] },
		risk: "usual",
		action: "let-go",
		not: ["unusual-kind", "many-readers"],
	},
	"a camera's file name names nobody": {
		past: [...life, { to: "Img Studio", sends: 9, everyHours: 80 }],
		to: { to: "Mum" },
		send: { files: [file("IMG_2042.jpg", "high")] },
		risk: "usual",
		not: ["file-names-other"],
	},
	"an invoice names nobody": {
		past: work,
		to: { to: globex.to },
		send: { text: "offer", files: [file("invoice-2026-11.pdf", "medium", "document")] },
		risk: calmly,
		action: "strip-and-tell",
		not: ["file-names-other"],
	},
	"a file that names its own recipient": {
		past: work,
		to: { to: acme.to },
		send: { text: "offer", files: [file("offer-ACME.pdf", "high", "document")] },
		risk: "usual",
		not: ["file-names-other"],
	},
	"the usual mail to the team": {
		past: work,
		to: team,
		send: { text: "Re: sprint planning", files: [file("plan.docx", "high", "document")] },
		risk: "usual",
		action: "strip-and-tell",
		not: ["not-with-these", "missing"],
	},
	"a reply to one of the team": {
		past: work,
		to: { to: carla.to },
		send: { text: "Re: quarterly budget", files: [file("budget.xlsx", "high", "document")] },
		risk: "usual",
		action: "strip-and-tell",
		not: ["missing", "other-address"],
	},
	"a colleague written to for the first time": {
		past: work,
		to: { to: "Farid Noor <farid@contoso.com>" },
		send: { text: "welcome" },
		risk: calmly,
		not: ["outside-organisation", "look-alike-domain", "looks-like"],
	},
	"a known partner outside": {
		past: work,
		to: { to: globex.to },
		send: { text: "Re: contract draft", files: [file("contract.docx", "high", "document")] },
		risk: "usual",
		action: "strip-and-tell",
		not: ["outside-organisation"],
	},
	"a private mailbox at an honest provider": {
		past: work,
		to: { to: "Gita Olsen <gita@gmx.net>" },
		send: { files: [meme] },
		risk: calmly,
		action: "let-go",
		not: ["look-alike-domain", "looks-like"],
	},
	"many, but none of them in the open": {
		past: work,
		to: {
			to: "List <list@contoso.com>",
			conversation: {
				recipients: Array.from({ length: 30 }, (_, at) => ({
					name: `Guest ${at}`,
					address: `g${at}@contoso.com`,
					field: "bcc" as const,
				})),
			},
		},
		risk: ["usual", "unsure", "odd"],
		not: ["many-open-recipients"],
	},
	"a neighbour of a short domain": {
		past: [...work, { to: "Hugo Lind <hugo@bank.com>", sends: 5, everyHours: 90 }],
		to: { to: "Ida Falk <ida@bonk.com>" },
		send: {},
		risk: calmly,
		not: ["look-alike-domain"],
	},
	"a late message to the one written to at all hours": {
		past: life,
		to: { to: "Anna Kowalska" },
		send: { text: "good night" },
		risk: "usual",
		not: ["unusual-hour"],
	},
	"holiday photos to a second friend": {
		past: [anna, mum, { ...ben, endedHoursAgo: 0.02 }],
		to: { to: "Anna Kowalska" },
		send: { files: [photo] },
		risk: "usual",
		action: "strip-and-tell",
		not: ["just-sent-to-other"],
	},
	"the second of two in one family": {
		past: [{ ...anna, to: "Marek Nowak" }, { ...mum, to: "Zofia Nowak" }, ben],
		to: { to: "Zofia Nowak" },
		send: { text: "how is grandpa", files: [photo] },
		risk: "usual",
		action: "strip-and-tell",
	},
	"an odd recipient of a harmless file": {
		past: life,
		to: { to: "Anna Kowalik" },
		send: { files: [meme] },
		risk: "odd",
		action: "tell",
	},
	"a photo to the family": {
		past: life,
		to: { to: "Family", id: "g2", kind: "group", members: 6 },
		send: { files: [photo] },
		risk: "usual",
		action: "strip-and-tell",
		not: ["many-readers", "first-private-file", "grown"],
	},
};

test("there are enough of both", () => {
	expect(Object.keys(slips).length).toBeGreaterThanOrEqual(30);
	expect(Object.keys(fine).length).toBeGreaterThanOrEqual(30);
});

describe("slips", () => {
	test.each(Object.entries(slips))("%s", (_, story) => play(story));
});

describe("fine", () => {
	test.each(Object.entries(fine))("%s", (_, story) => play(story));
});

function play({ past, to, send = {}, risk, action, because = [], first, not = [] }: Story) {
	const { files = [] } = send;
	const assessment = assess(sendTo(to, send), memoryOf(past), now);
	const fileRisk =
		(["high", "medium", "low"] as const).find((one) => files.some((file) => file.risk === one)) ?? "none";
	const given = assessment.reasons.map(({ reason }) => reason);
	expect(typeof risk === "string" ? [risk] : risk, JSON.stringify(assessment)).toContain(assessment.risk);
	if (action !== undefined) expect(policy(fileRisk, assessment.risk, "balanced")).toBe(action);
	if (first !== undefined) expect(given[0]).toBe(first);
	expect(given).toEqual(expect.arrayContaining([...because]));
	for (const reason of not) expect(given).not.toContain(reason);
}
