// The recipient check over JSON lines.
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { answerLines } from "../../src/cli/recipients";

async function answers(requests: readonly unknown[]) {
	const output = new PassThrough();
	const lines = requests.map((request) => (typeof request === "string" ? request : JSON.stringify(request)));
	await answerLines(Readable.from([`${lines.join("\n")}\n`]), output);
	output.end();
	return (await text(output))
		.trim()
		.split("\n")
		.map((line) => JSON.parse(line));
}

const to = (name: string, now: number, op = "record") => ({
	op,
	now,
	conversation: { id: name, title: name, kind: "direct" },
	recipients: [{ id: name, name }],
	text: "dinner tonight",
	files: [{ name: "menu.jpg", kind: "image" }],
});

test("answers each line in order: a namesake of a habit is asked about, the habit is not", async () => {
	const habit = Array.from({ length: 40 }, (_, at) => to("Anna Kowalska", at * 3_600_000));
	const later = 40 * 3_600_000;
	const all = await answers([
		{ op: "reset" },
		...habit,
		to("Anna Kowalska", later, "assess"),
		to("Anna Kowalik", later, "assess"),
	]);
	expect(all.length).toBe(43);
	expect(all.slice(0, 41).every((line) => Object.keys(line).length === 0)).toBe(true);
	const [right, wrong] = all.slice(41);
	expect(right).toMatchObject({ ask: false, recipients: [{ id: "Anna Kowalska" }] });
	expect(wrong).toMatchObject({
		ask: true,
		reasons: [{ reason: "looks-like", likely: "Anna Kowalska" }, { reason: "first-time" }],
	});
	expect(wrong.score).toBeGreaterThan(right.score);
});

test("reset forgets", async () => {
	const [, , , forgotten] = await answers([to("Anna", 1), to("Anna", 2), { op: "reset" }, to("Anna B", 3, "assess")]);
	expect(forgotten.reasons).toEqual([]);
});

test("every recipient asked about has a score, in a group too", async () => {
	const people = [
		{ id: "1", name: "Anna" },
		{ id: "2", name: "Ben" },
	];
	for (const kind of ["email", "group"]) {
		const request = {
			...to("Trip", 5, "assess"),
			conversation: { id: "t", title: "Trip", kind, members: 2 },
			recipients: people,
		};
		const [answer] = await answers([request]);
		expect(answer.recipients.map(({ id }: { id: string }) => id)).toEqual(["1", "2"]);
		for (const { score } of answer.recipients) expect(score >= 0 && score <= 1).toBe(true);
	}
});

test.each(["nonsense", "{}", '{"op":"assess"}', "[]", '{"op":"record","now":"today"}'])(
	"%s is no request",
	async (line) => {
		const [error, next] = await answers([line, { op: "reset" }]);
		expect(error).toEqual({ error: "not a request" });
		expect(next).toEqual({});
	},
);
