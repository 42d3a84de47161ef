// File names: what they tell, and names that tell nothing.
import { expect, test } from "vitest";
import { fileNameFinding, namesWithoutTraces, nameWithoutTraces, renamed } from "../../src/core/file-name";

test.each([
	["IMG_20260714_183012.jpg", "time"],
	["PXL_20260714_163012345.MP.jpg", "time"],
	["WhatsApp Image 2026-07-14 at 18.30.12.jpeg", "time"],
	["Screenshot_2026-07-14-18-30-12.png", "time"],
	["signal-2026-07-14-183012.jpg", "time"],
	["20240714183012.jpg", "time"],
	["DJI_20240714183012_0001_D.JPG", "time"],
	["IMG20260714183012.jpg", "time"],
	["KakaoTalk_20260714_183012345.jpg", "time"],
	["微信图片_20260714183012.jpg", "time"],
	["Scan202607141830.pdf", "time"],
	["Rechnung 14.07.2026.pdf", "time"],
	["minutes_07-14-2026.docx", "time"],
	["Photo on 14-07-26 at 18.30.jpg", "time"],
	["Foto 14.07.26, 18 30 12.jpg", "time"],
	["FB_IMG_1784053812000.jpg", "time"],
	["mmexport1721049012345.jpg", "time"],
	["wx_camera_1721049012345.mp4", "time"],
	["1721049012345.jpg", "time"],
	["RPReplay_Final1721049012.MP4", "time"],
	["ChatGPT Image Jul 14, 2025, 10_30_00 AM.png", "time"],
	["ChatGPT Image 14. Juli 2025, 10_30_00.png", "time"],
	["alice_a_red_cat_on_a_roof_in_paris_1f0c2d3e-4a5b-6c7d-8e9f-a0b1c2d3e4f5.png", "person"],
	["u4711_a_red_cat_1f0c2d3e-4a5b-6c7d-8e9f-a0b1c2d3e4f5_2.webp", "person"],
	["DALL·E 2024-07-14 10.30.00 - A red cat on a roof in Paris.png", "person"],
	["Firefly A red cat on a roof in Paris 12345.jpg", "person"],
	["123456789_10158012345678901_1234567890123456789_n.jpg", "tracking"],
	["3F2504E0-4F89-11D3-9A0C-0305E82C3301.jpeg", "tracking"],
	["trim.3F2504E0-4F89-11D3-9A0C-0305E82C3301.MOV", "tracking"],
	["d41d8cd98f00b204e9800998ecf8427e.jpg", "tracking"],
	["IMG_5195.HEIC", "device"],
	["IMG_E5195.HEIC", "device"],
	["DSC01234.ARW", "device"],
	["_DSC1234.jpg", "device"],
	["_DSF1234.jpg", "device"],
	["DSCN0042.JPG", "device"],
	["GX010123.MP4", "device"],
	["GOPR0123.JPG", "device"],
	["G0010123.JPG", "device"],
	["P1000123.RW2", "device"],
	["L1000123.DNG", "device"],
	["Image from iOS (1).jpg", "device"],
	["Screenshot (3).png", "software"],
	["Capture.PNG", "software"],
	["Снимок экрана (2).png", "software"],
	["Знімок екрана.png", "software"],
	["Capture d’écran.png".normalize("NFD"), "software"],
	["Captura de tela.png", "software"],
	["截屏.png", "software"],
	["スクリーンショット (4).png", "software"],
	["لقطة شاشة (1).png", "software"],
	["received_1234567890123456.jpeg", "software"],
	["Gemini_Generated_Image_abc.png", "software"],
	["mmexport0a1b.jpg", "software"],
])("%s tells of %s", (name, kind) => {
	expect(fileNameFinding(name)).toEqual({ kind, severity: "low", source: "File", tag: "FileName", value: name });
});

test.each([
	...[
		"holiday.jpg",
		"invoice 4711.pdf",
		"20 cats.png",
		"report-v2.docx",
		"12345678.png",
		"report-2024.pdf",
		"2024.jpg",
	],
	...["invoice-004915112345678.pdf", "+49 151 12345678.vcf", "0151-12-2019.pdf", "R2024001.pdf", "L2024001.pdf"],
	...["EAN 4006381333931.png", "9783161484100.pdf", "10987654321.pdf", "00012-4711.pdf", "budget 1.5.xlsx"],
	...["app-v1.2.2024.zip", "10.12.2019.1.zip", "v2.10.3.zip", "Signal processing.pdf", "WhatsApp policy.pdf"],
	...["Captured by pirates.pdf", "Screenshots of the app.docx", "Photograph.jpg", "photo_of_alice.jpg", "Telegram.pdf"],
	...["G1 2024 exam.pdf", "MG 1234 sports car.jpg", "Firefly.jpg", "Leonardo da Vinci.pdf", "final_final_2.png"],
	...["deadbeef.bin", "a_b_n.jpg", "image.png", "Снимки.zip", "Foto Alice.jpg"],
])("%s tells nothing", (name) => {
	expect(fileNameFinding(name)).toBeUndefined();
});

test("a plain name keeps the extension and nothing else", () => {
	expect(nameWithoutTraces("IMG_20260714_183012.JPG")).toBe("picture.jpg");
	expect(nameWithoutTraces("VID_20260714_183012.mp4")).toBe("video.mp4");
	expect(nameWithoutTraces("20260714 minutes")).toBe("file");
	expect(nameWithoutTraces("holiday.jpg")).toBe("holiday.jpg");
});

test("several files are told apart, and those that tell nothing stay as they are", async () => {
	const names = ["IMG_20260714_183012.jpg", "holiday.jpg", "IMG_20260714_183013.jpg", "PXL_20260714_163012345.jpg"];
	expect(namesWithoutTraces(names)).toEqual(["picture.jpg", "holiday.jpg", "picture-2.jpg", "picture-3.jpg"]);
	const file = new File(["bytes"], "IMG_20260714_183012.jpg", { type: "image/jpeg", lastModified: 5 });
	expect(renamed(file, file.name)).toBe(file);
	const other = renamed(file, "picture.jpg");
	expect(other).toMatchObject({ name: "picture.jpg", type: "image/jpeg", lastModified: 5 });
	expect(await other.text()).toBe("bytes");
});
