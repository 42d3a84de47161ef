// piexifjs takes and gives strings of bytes. https://github.com/hMatoba/piexifjs
import piexif from "piexifjs";

export async function strip(file: Blob): Promise<Blob> {
	const text = piexif.remove(await binaryString(file));
	return new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))]);
}

function binaryString(file: Blob): Promise<string> {
	return new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(reader.error);
		reader.readAsBinaryString(file);
	});
}
