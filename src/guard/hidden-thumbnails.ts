// Thumbnails that show what the picture does not: a photo that was cropped or blurred, and kept the one before.

import type { Finding } from "../core/finding";
import type { Inspection } from "../core/inspection";
import { phrase } from "../core/phrase";
import { showsTheSame, side, withoutBars } from "./likeness";
import { smallBitmap } from "./small-bitmap";

/** An answer waits no longer for this: a thumbnail goes anyway, whatever it shows. */
const timeLimit = 2000;
const largestThumbnail = 1024 * 1024;
const largestPicture = 64 * 1024 * 1024;

/** The same inspection, in which thumbnails that show something else say so and stand among the worst. */
export async function withDifferences(file: File, inspection: Inspection): Promise<Inspection> {
	if (inspection.status !== "found" || !inspection.findings.some(isComparable) || file.size > largestPicture)
		return inspection;
	const late = new Promise<undefined>((resolve) => setTimeout(resolve, timeLimit));
	const findings = await Promise.race([compared(file, inspection.findings), late]);
	return findings ? { ...inspection, findings } : inspection;
}

function isComparable({ kind, picture }: Finding): boolean {
	return (
		kind === "thumbnail" && picture?.type === "image" && picture.range.end - picture.range.start <= largestThumbnail
	);
}

/** `undefined` where the browser cannot show the picture. */
async function compared(file: File, findings: readonly Finding[]): Promise<Finding[] | undefined> {
	try {
		const options: ImageBitmapOptions = { imageOrientation: "none", resizeWidth: side, resizeHeight: side };
		const picture = pixelsOf(await smallBitmap(file, options));
		return await Promise.all(findings.map((finding) => comparedWith(file, picture.data, finding)));
	} catch {
		return undefined;
	}
}

async function comparedWith(file: File, whole: Uint8ClampedArray, finding: Finding): Promise<Finding> {
	const { picture } = finding;
	if (!isComparable(finding) || picture?.type !== "image") return finding;
	try {
		const bitmap = await createImageBitmap(file.slice(picture.range.start, picture.range.end, picture.mime), {
			imageOrientation: "none",
		});
		// bars are cut off where there are any, and a night has a dark edge of its own: either may be the picture's
		const { x, y, width, height } = withoutBars(pixelsOf(bitmap));
		const views = [[0, 0, bitmap.width, bitmap.height] as const, [x, y, width, height] as const];
		const seen = await Promise.all(
			views.map((view) => createImageBitmap(bitmap, ...view, { resizeWidth: side, resizeHeight: side })),
		);
		const differs = !seen.some((view) => showsTheSame(whole, pixelsOf(view).data));
		if (!differs) return { ...finding, picture: { ...picture, differs } };
		const value = phrase("showsMore", finding.value);
		return { ...finding, severity: "high", value, picture: { ...picture, differs } };
	} catch {
		return finding; // no picture after all
	}
}

function pixelsOf(bitmap: ImageBitmap): ImageData {
	const { width, height } = bitmap;
	const context = new OffscreenCanvas(width, height).getContext("2d");
	if (!context) throw new Error("no canvas");
	context.drawImage(bitmap, 0, 0);
	return context.getImageData(0, 0, width, height);
}
