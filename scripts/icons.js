// Draws public/icons: an eye in a rounded square, from one list of shapes. `node scripts/icons.js`; needs no tool.
import fs from "node:fs";
import path from "node:path";
import { crc32, deflateSync } from "node:zlib";

const folder = path.resolve(import.meta.dirname, "../public/icons");
const sizes = [16, 32, 48, 128];
const samples = 4;

/** The colour of a point of the unit square, as [red, green, blue, alpha]. */
function colourAt(x, y) {
	if (!inRoundedSquare(x, y, 0.03, 0.24)) return [0, 0, 0, 0];
	const pupil = Math.hypot(x - 0.5, y - 0.5);
	if (pupil < 0.075) return [255, 255, 255, 255];
	if (pupil < 0.165) return [18, 78, 102, 255];
	// The eye: where two circles overlap.
	const inEye = Math.hypot(x - 0.5, y - 0.78) < 0.46 && Math.hypot(x - 0.5, y - 0.22) < 0.46;
	return inEye ? [255, 255, 255, 255] : [18, 78, 102, 255];
}

function inRoundedSquare(x, y, margin, radius) {
	const dx = Math.max(margin + radius - x, x - (1 - margin - radius), 0);
	const dy = Math.max(margin + radius - y, y - (1 - margin - radius), 0);
	return Math.hypot(dx, dy) <= radius;
}

function pixels(size) {
	const rows = [];
	for (let y = 0; y < size; y++) {
		const row = [0];
		for (let x = 0; x < size; x++) row.push(...average(x, y, size));
		rows.push(...row);
	}
	return Buffer.from(rows);
}

function average(x, y, size) {
	const sum = [0, 0, 0, 0];
	for (let i = 0; i < samples * samples; i++) {
		const [red, green, blue, alpha] = colourAt(
			(x + ((i % samples) + 0.5) / samples) / size,
			(y + (Math.floor(i / samples) + 0.5) / samples) / size,
		);
		for (const [index, value] of [red * alpha, green * alpha, blue * alpha, alpha].entries()) sum[index] += value;
	}
	const alpha = sum[3] || 1;
	return [sum[0] / alpha, sum[1] / alpha, sum[2] / alpha, sum[3] / samples ** 2].map(Math.round);
}

function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const crc = Buffer.alloc(4);
	crc.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, crc]);
}

fs.mkdirSync(folder, { recursive: true });
for (const size of sizes) {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(size, 0);
	header.writeUInt32BE(size, 4);
	header.set([8, 6, 0, 0, 0], 8);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const parts = [
		chunk("IHDR", header),
		chunk("IDAT", deflateSync(pixels(size), { level: 9 })),
		chunk("IEND", Buffer.alloc(0)),
	];
	fs.writeFileSync(path.join(folder, `${size}.png`), Buffer.concat([signature, ...parts]));
}
