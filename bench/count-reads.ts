// Counts the bytes that are read from files, by whatever way, until it is stopped.

export type Counted = { bytes(): number; reads(): number; stop(): void };

export function countReads(): Counted {
	let bytes = 0;
	let reads = 0;
	const note = (blob: Blob) => {
		bytes += blob.size;
		reads++;
	};
	const { arrayBuffer, stream } = Blob.prototype;
	const { readAsArrayBuffer, readAsBinaryString } = FileReader.prototype;
	const { createImageBitmap } = globalThis;
	Blob.prototype.arrayBuffer = function () {
		note(this);
		return arrayBuffer.call(this);
	};
	Blob.prototype.stream = function () {
		const chunks = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
			transform(chunk, controller) {
				bytes += chunk.length;
				reads++;
				controller.enqueue(chunk);
			},
		});
		return stream.call(this).pipeThrough(chunks);
	};
	FileReader.prototype.readAsArrayBuffer = function (blob) {
		note(blob);
		readAsArrayBuffer.call(this, blob);
	};
	FileReader.prototype.readAsBinaryString = function (blob) {
		note(blob);
		readAsBinaryString.call(this, blob);
	};
	globalThis.createImageBitmap = (image: ImageBitmapSource) => {
		if (image instanceof Blob) note(image);
		return createImageBitmap(image);
	};
	return {
		bytes: () => bytes,
		reads: () => reads,
		stop() {
			Object.assign(Blob.prototype, { arrayBuffer, stream });
			Object.assign(FileReader.prototype, { readAsArrayBuffer, readAsBinaryString });
			globalThis.createImageBitmap = createImageBitmap;
		},
	};
}
