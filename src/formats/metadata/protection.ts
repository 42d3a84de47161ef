// Who bought a song or a film: how its samples are protected names the buyer, and so does what is left of that in songs without protection. ISO/IEC 14496-12, 8.12
import type { Finding } from "../../core/finding";
import { sized } from "../../core/phrase";
import { freed } from "../containers/free-box";
import { type Box, boxesIn } from "../containers/isobmff";
import { hex } from "../containers/numbers";
import { type Part, part, zeroed } from "../parts";
import { hasWords } from "./box-sizes";
import { decodeText, readable, untilZero } from "./text";

/** Who may decrypt: the account by its number, and what it has bought. */
const rights = {
	user: { kind: "person", severity: "high", tag: "UserID" },
	righ: { kind: "tracking", severity: "medium", tag: "Rights" },
} as const satisfies Record<string, Pick<Finding, "kind" | "severity" | "tag">>;

/** What names the buyer goes; what decrypts stays, and is told. */
export function protectionParts(bytes: Uint8Array, box: Box, base: number, source: string): Part[] {
	return detailsOf(bytes, box).flatMap((detail) => {
		const { type, body, end } = detail;
		const finding = detailFinding(bytes, detail, source);
		if (type === "name") return finding ? [part([finding], zeroed(base + body, base + end))] : [];
		return finding ? [part([{ ...finding, stays: true }], [])] : [];
	});
}

/** What protected a song once, and protects it no more: it goes as a whole. */
export function purchaseParts(bytes: Uint8Array, box: Box, base: number, source: string): Part[] {
	const findings = detailsOf(bytes, box).flatMap((detail) => detailFinding(bytes, detail, source) ?? []);
	const other: Finding = {
		kind: "tracking",
		severity: "medium",
		source,
		tag: box.type,
		value: sized(box.end - box.body),
	};
	return [part(findings.length > 0 ? findings : [other], freed(base, box))];
}

function detailsOf(bytes: Uint8Array, { body, end }: Box): Box[] {
	const { boxes } = boxesIn(bytes, body, end);
	return boxes.flatMap((box) => (box.type === "schi" ? boxesIn(bytes, box.body, box.end).boxes : [box]));
}

function detailFinding(bytes: Uint8Array, { type, body, end }: Box, source: string): Finding | undefined {
	const content = bytes.subarray(body, end);
	if (content.every((byte) => byte === 0)) return undefined;
	switch (type) {
		case "name": {
			const value = readable(untilZero(decodeText(content))) || sized(content.length);
			return { kind: "person", severity: "high", source, tag: "UserName", value };
		}
		case "user":
			return { ...rights.user, source, value: hex(content.subarray(0, 8)) };
		case "righ":
			return { ...rights.righ, source, value: sized(content.length) };
		case "frma":
		case "schm":
		case "tenc":
			return undefined;
		default:
			// Keys and vectors are numbers.
			if (!hasWords(content)) return undefined;
			return { kind: "unknown", severity: "medium", source, tag: type, value: sized(content.length) };
	}
}
