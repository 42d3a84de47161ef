// Mails that look as if they went wrong, and do not.
import { acme, calmly, carla, file, globex, meme, type Story, team, work } from "./cast";

export const fineMails: Record<string, Story> = {
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
		says: "Such files usually go to “Carla Reyes”, not here.",
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
		says: "“bonk.com” is outside “contoso.com”.",
		not: ["look-alike-domain"],
	},
	"a mail that greets whom it is for": {
		past: work,
		to: { to: globex.to },
		send: { text: "offer", opening: "Dear Bob,", files: [file("offer.pdf", "high", "document")] },
		risk: "usual",
		action: "strip-and-tell",
		not: ["greets-other"],
	},
	"a mail that quotes a greeting": {
		past: work,
		to: { to: globex.to },
		send: { text: "Re: offer", opening: "See below.\n> Hi Alice,", files: [file("offer.pdf", "high", "document")] },
		risk: "usual",
		not: ["greets-other"],
	},
};
