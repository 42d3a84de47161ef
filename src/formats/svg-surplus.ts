// Attributes and elements that no picture is drawn from, by what they tell.
import type { Finding } from "../core/finding";
import { sized } from "../core/phrase";
import type { XmlTag } from "./containers/xml";
import { tagKind } from "./metadata/tag-kinds";
import { localPath } from "./svg-names";

export function attributeFinding(tag: string, value: string): Finding {
	const { kind, severity } = tagKind(tag);
	const told: Pick<Finding, "kind" | "severity"> =
		tag === "ping"
			? { kind: "tracking", severity: "medium" }
			: localPath.test(value) || value.startsWith("/")
				? { kind: "person", severity: "high" } // a path holds its owner's name
				: /docname|filename|absref|label|data-name|^download$/.test(tag)
					? { kind: "text", severity: "medium" }
					: kind === "person" || kind === "location"
						? { kind, severity }
						: { kind: "software", severity: "low" };
	return { ...told, source: "SVG", tag, value };
}

export function foreignFinding(tag: XmlTag, uri: string, size: number): Finding {
	const name = tag.prefix ? `${tag.prefix}:${tag.name}` : tag.name;
	const manifest = /c2pa/i.test(`${uri}${name}`);
	return {
		kind: manifest ? "provenance" : "software",
		severity: manifest ? "high" : size > 1000 ? "medium" : "low",
		source: "SVG",
		tag: name,
		value: sized(size),
	};
}
