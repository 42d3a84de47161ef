// Ten files as somebody may send them together: pictures, a film, sound and documents, some of which say something.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gpsVideo } from "../tests/fixtures/mp4";
import { cleanDocx, dirtyDocx, dirtyPptx, dirtyXlsx } from "../tests/fixtures/office";
import { cleanPng, gpsPhoto, gpsPng } from "../tests/fixtures/photo";
import { vcard } from "../tests/fixtures/texts";

const samples = {
	"minutes.docx": dirtyDocx,
	"guests.xlsx": dirtyXlsx,
	"slides.pptx": dirtyPptx,
	"walk.mp4": gpsVideo,
	"ticket.png": gpsPng,
	"mara.vcf": () => vcard,
	"plan.png": cleanPng,
	"letter.docx": cleanDocx,
	"mara-and-me.jpg": gpsPhoto,
	"notes.xyz": () => Buffer.from("a kind of file that nobody knows"),
} as const;

/** Writes them into a folder. @returns their names. */
export async function makeSamples(folder: string): Promise<string[]> {
	for (const [name, make] of Object.entries(samples)) writeFileSync(join(folder, name), make());
	return Object.keys(samples);
}
