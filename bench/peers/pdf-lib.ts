// pdf-lib parses all objects and writes those that are left. https://pdf-lib.js.org
import { PDFDocument, PDFName } from "pdf-lib";

export async function strip(file: Blob): Promise<Blob> {
	const document = await PDFDocument.load(await file.arrayBuffer(), { updateMetadata: false });
	delete document.context.trailerInfo.Info;
	document.catalog.delete(PDFName.of("Metadata"));
	return new Blob([new Uint8Array(await document.save())]);
}
