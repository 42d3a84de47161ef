// `last-look recipients`: the recipient check over JSON lines, one request and one answer a line, in order.
//   {"op":"reset"}                                                                       → {}
//   {"op":"assess","now":MS,"conversation":{id,title,kind,members},"recipients":[{id,name,address}],"text":"","files":[{name,kind,size}]}
//                                     → {"score":0..1,"ask":bool,"risk":"","reasons":[…],"recipients":[{id,score,reasons}]}
//   {"op":"record", the same fields}                                                     → {}
import { createInterface } from "node:readline";
import type { ConversationKind, Recipient } from "../core/conversation";
import { fileRisks } from "../core/policy";
import { assess } from "../recipients/assess";
import { type ContactRecord, emptyHistory, type History } from "../recipients/history";
import { record } from "../recipients/record";
import type { Send, SentFile, SentFileKind } from "../recipients/send";
import type { Command } from "./command";

export const recipientsCommand: Command = {
	usage: "recipients",
	does: "Answer JSON lines: how odd is a recipient, given what was sent before?",
	async run() {
		await answerLines(process.stdin, process.stdout);
		return 0;
	},
};

// Replays must give the same numbers each time; in the extension the key is random.
const replayKey = [0x6c617374, 0x6c6f6f6b] as const;

/** Answers every line of `input`; a line that is no request is answered with `{"error":…}`. */
export async function answerLines(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<void> {
	let memory = freshMemory();
	for await (const line of createInterface({ input })) {
		if (line.trim() === "") continue;
		const request = parseRequest(line);
		if (request === undefined) {
			output.write(`${JSON.stringify({ error: "not a request" })}\n`);
			continue;
		}
		switch (request.op) {
			case "reset":
				memory = freshMemory();
				output.write("{}\n");
				break;
			case "assess":
				output.write(`${JSON.stringify(answer(request, memory))}\n`);
				break;
			case "record": {
				const change = record(memory, request.send, request.now);
				memory.account = change.account;
				for (const contact of change.contacts) memory.contacts.set(contact.key, contact);
				output.write("{}\n");
				break;
			}
		}
	}
}

type Memory = History & { contacts: Map<string, ContactRecord> };

function freshMemory(): Memory {
	return { account: emptyHistory(replayKey).account, contacts: new Map() };
}

type Request = { op: "reset" } | { op: "assess" | "record"; now: number; send: Send; ids: readonly string[] };

function answer({ send, now, ids }: Extract<Request, { op: "assess" | "record" }>, memory: Memory) {
	const { score, ask, risk, reasons, recipients } = assess(send, memory, now);
	// A group is one recipient to the engine: each of its members, where a request lists them, has its score.
	const of = (id: string) => recipients.find(({ target }) => target.id === id) ?? { score, reasons };
	return {
		score,
		ask,
		risk,
		reasons,
		recipients: ids.map((id) => ({ id, score: of(id).score, reasons: of(id).reasons })),
	};
}

function parseRequest(line: string): Request | undefined {
	const json = parseJson(line);
	const op = field(json, "op");
	if (op === "reset") return { op };
	if (op !== "assess" && op !== "record") return undefined;
	const now = field(json, "now");
	if (typeof now !== "number" || !Number.isFinite(now)) return undefined;
	const conversation = field(json, "conversation");
	const recipients = list(field(json, "recipients")).map(parseRecipient);
	const kind = field(conversation, "kind");
	const members = field(conversation, "members");
	const send: Send = {
		conversation: {
			status: "known",
			messenger: "json",
			id: text(field(conversation, "id")),
			keyedBy: "id",
			title: text(field(conversation, "title")),
			kind: kinds.find((known) => known === kind) ?? "unknown",
			recipients,
			...(typeof members === "number" ? { memberCount: members } : {}),
			isSelf: kind === "self",
			security: "unknown",
			sendsAs: "unknown",
		},
		text: text(field(json, "text")),
		files: list(field(json, "files")).map(parseFile),
	};
	return { op, now, send, ids: recipients.map(({ id }) => id) };
}

const kinds: readonly ConversationKind[] = ["direct", "group", "channel", "broadcast", "email"];
const fileKinds: readonly SentFileKind[] = ["image", "video", "audio", "document", "archive", "other"];

function parseRecipient(value: unknown): Recipient & { id: string } {
	const name = text(field(value, "name"));
	const address = field(value, "address");
	const id = field(value, "id");
	return {
		name,
		id: typeof id === "string" ? id : typeof address === "string" ? address : name,
		...(typeof address === "string" && address !== "" ? { address } : {}),
	};
}

function parseFile(value: unknown): SentFile {
	const kind = field(value, "kind");
	const risk = field(value, "risk");
	const size = field(value, "size");
	return {
		name: text(field(value, "name")),
		kind: fileKinds.find((known) => known === kind) ?? "other",
		risk: fileRisks.find((known) => known === risk) ?? "none",
		...(typeof size === "number" ? { size } : {}),
	};
}

function parseJson(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}

function field(value: unknown, name: string): unknown {
	if (typeof value !== "object" || value === null) return undefined;
	return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function list(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
	return typeof value === "string" ? value : "";
}
