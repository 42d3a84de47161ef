// Thumbnails that show what the picture does not: a photo that was cropped or blurred, and kept the one before.

import type { Finding } from "../core/finding";
import type { Inspection } from "../core/inspection";
import { type Seen, seenIn, showsTheSame, side } from "./likeness";
import { smallBitmap } from "./small-bitmap";
import { thumbnailViews } from "./thumbnail-views";

/** An answer waits no longer for this: a thumbnail goes anyway, whatever it shows. */
const timeLimit = 2000;
const largestThumbnail = 4 * 1024 * 1024;
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
	const isSmaller = kind === "thumbnail" || kind === "hidden-media";
	return isSmaller && picture?.type === "image" && picture.range.end - picture.range.start <= largestThumbnail;
}

/** `undefined` where the browser cannot show the picture. */
async function compared(file: File, findings: readonly Finding[]): Promise<Finding[] | undefined> {
	try {
		const whole = seenIn(await looked(await smallBitmap(file, asItLies)));
		return await Promise.all(findings.map((finding) => comparedWith(file, whole, finding)));
	} catch {
		return undefined;
	}
}

async function comparedWith(file: File, whole: Seen, finding: Finding): Promise<Finding> {
	const { picture } = finding;
	if (!isComparable(finding) || picture?.type !== "image") return finding;
	try {
		const { start, end } = picture.range;
		const pixels = await looked(await createImageBitmap(file.slice(start, end, picture.mime), asItLies));
		const differs = !thumbnailViews(pixels, whole.shape).some((view) => showsTheSame(whole, seenIn(pixels, view)));
		if (!differs) return { ...finding, picture: { ...picture, differs } };
		return { ...finding, severity: "high", picture: { ...picture, differs } };
	} catch {
		return finding; // no picture after all
	}
}

const asItLies: ImageBitmapOptions = { imageOrientation: "none" };
/** Larger ones are made small by the browser first. */
const largest = 4 * side;

async function looked(bitmap: ImageBitmap): Promise<ImageData> {
	const { width, height } = bitmap;
	const scale = (2 * side) / Math.min(width, height);
	if (Math.min(width, height) <= largest) return pixelsOf(bitmap);
	return pixelsOf(
		await createImageBitmap(bitmap, {
			resizeWidth: Math.round(width * scale),
			resizeHeight: Math.round(height * scale),
			resizeQuality: "medium",
		}),
	);
}

function pixelsOf(bitmap: ImageBitmap): ImageData {
	const { width, height } = bitmap;
	const context = new OffscreenCanvas(width, height).getContext("2d");
	if (!context) throw new Error("no canvas");
	context.drawImage(bitmap, 0, 0);
	return context.getImageData(0, 0, width, height);
}
