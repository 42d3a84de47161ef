// mediabunny copies every packet into a new file, in memory, without tags. https://mediabunny.dev
import {
	ALL_FORMATS,
	BlobSource,
	BufferTarget,
	Conversion,
	Input,
	Mp3OutputFormat,
	Mp4OutputFormat,
	Output,
	type OutputFormat,
} from "mediabunny";

export const toMp4 = { strip: (file: File) => convert(file, new Mp4OutputFormat({ fastStart: false })) };
export const toMp3 = { strip: (file: File) => convert(file, new Mp3OutputFormat()) };

async function convert(file: Blob, format: OutputFormat): Promise<Blob> {
	const target = new BufferTarget();
	const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
	const conversion = await Conversion.init({ input, output: new Output({ format, target }), tags: {} });
	await conversion.execute();
	if (!target.buffer) throw new Error("nothing came out");
	return new Blob([target.buffer]);
}
