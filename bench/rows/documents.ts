// Documents: ten photographs in a letter and in a PDF, and PDFs that are all objects, many and few.
import { lastLook, lastLookProof, lastLookTells } from "../ours";
import { type Row, row, strips } from "../row";

const ours = { "Last Look": lastLook, "Last Look, proof": lastLookProof, "Last Look, telling": lastLookTells };
const pdfLib = strips(() => import("../peers/pdf-lib"));

export const documents: readonly Row[] = [
	row({
		name: "docx-photos",
		file: {
			name: "photos.docx",
			make: async (path, browser) => (await import("../files/documents")).makeDocx(path, browser),
		},
		contenders: {
			floor: strips(() => import("../floors/docx")),
			...ours,
			"fflate, properties only": strips(() => import("../peers/fflate")),
		},
		goals: [{ ours: "Last Look", of: "floor", atMost: 1.5 }],
	}),
	row({
		name: "pdf-photos",
		file: {
			name: "photos.pdf",
			make: async (path, browser) => (await import("../files/documents")).makePdf(path, browser),
		},
		contenders: { floor: strips(() => import("../floors/pdf")), ...ours, "pdf-lib": pdfLib },
		goals: [
			{ ours: "Last Look", of: "floor", atMost: 2 },
			{ ours: "Last Look", of: "pdf-lib", atLeast: 1 },
		],
	}),
	row({
		name: "pdf-objects",
		file: {
			name: "objects.pdf",
			make: async (path) => (await import("../files/documents")).makeObjectPdf(path, 20_000),
		},
		contenders: { ...ours, "pdf-lib": pdfLib },
		goals: [{ ours: "Last Look", of: "pdf-lib", atLeast: 1 }],
	}),
	row({
		name: "pdf-few-objects",
		file: {
			name: "few-objects.pdf",
			make: async (path) => (await import("../files/documents")).makeObjectPdf(path, 300),
		},
		contenders: { ...ours, "pdf-lib": pdfLib },
		goals: [{ ours: "Last Look", of: "pdf-lib", atLeast: 1 }],
	}),
];
