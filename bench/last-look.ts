// Our own work as the guard does it: recognise, read, plan the strip, splice. Proof and telling are timed apart.
import { keepNothing } from "../src/core/keep";
import { inspect, read } from "../src/formats";
import { blobSource } from "../src/formats/containers/byte-source";
import { blobParts, piecesSource } from "../src/formats/splice";
import type { Turn } from "./row";

const { signal } = new AbortController();

export const stripping: Turn = async (file) => () => strip(file);

export async function strip(file: File): Promise<Blob> {
	return new Blob(blobParts(file, await piecesOf(file)));
}

/** Reading again what was stripped. */
export const proof: Turn = async (file) => {
	const pieces = await piecesOf(file);
	return async () => {
		await read(piecesSource(blobSource(file), pieces), signal);
		return undefined;
	};
};

export const telling: Turn = async (file) => async () => {
	await inspect(blobSource(file), signal);
	return undefined;
};

/** What is known after the first read, while the rest would be walked. */
export const firstAnswer: Turn = async (file) => () => {
	const stop = new AbortController();
	return new Promise((resolve, reject) => {
		const told = () => {
			stop.abort();
			resolve(undefined);
		};
		read(blobSource(file), stop.signal, told).then(() => reject(new Error("no first answer")));
	});
};

async function piecesOf(file: File) {
	const reading = await read(blobSource(file), signal);
	if ("status" in reading) throw new Error(`${reading.status}: ${reading.reason}`);
	if (!reading.strip) throw new Error(`${reading.format} is read only`);
	return reading.strip(keepNothing);
}
