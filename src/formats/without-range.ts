// Findings of a file inside another that is packed, or stands there as text: no range of the whole shows its pictures.
import type { Finding } from "../core/finding";

export function withoutRange({ picture, ...finding }: Finding): Finding {
	return picture === undefined || picture.type === "image" || picture.type === "video"
		? finding
		: { ...finding, picture };
}
