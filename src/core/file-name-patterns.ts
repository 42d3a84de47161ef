// What cameras, phones, messengers and programs call the files that they make.

/** What a name may tell, each with a sentence of its own on screen. */
export type FileNameTells = "person" | "time" | "tracking" | "device" | "software";

const year = "(?:19|20)\\d{2}";
const ofMonth = "(?:0?[1-9]|[12]\\d|3[01])";
const day = `${year}[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\\d|3[01])`;
const clock = "(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d(?:\\d{3})?)?";
const uuid = "[0-9a-f]{8}(?:-?[0-9a-f]{4}){4}[0-9a-f]{8}";
const picture = "\\.(?:jpe?g|png|webp|heic|dng|rw2|orf|mp4|mov)$";

/** Screenshots, as systems call them in their languages. */
const screenshots = [
	"screen ?(?:shot|recording)|bildschirm(?:foto|aufnahme)|capture d.écran|captura de (?:pantalla|tela|ecrã)|schermata",
	"schermafbeelding|skärm(?:avbild|bild)|skærmbillede|skjermbilde|näyttökuva|zrzut ekranu|snímek obrazovky",
	"képernyő(?:fotó|kép)|captură de ecran|ekran (?:resmi|görüntüsü|alıntısı)|(?:cuplikan|tangkapan) layar",
	"ảnh (?:chụp )?màn hình|снимок экрана|скриншот|знімок екрана|екранна снимка|στιγμιότυπο|لقطة|צילום מסך|स्क्रीनशॉट",
	"ภาพหน้าจอ|屏幕截图|屏幕快照|截屏|截图|截圖|螢幕(?:截圖|快照)|スクリーンショット|스크린샷|화면 캡처",
].join("|");

/** Cameras, each with the number of the picture; `_` in front stands for Adobe RGB, `E` behind for what was edited on an iPhone. */
const cameras =
	"_?(?:IMG|DSC|DSCN|DSCF|DSF|DJI|GOPR|G[HLPSX]\\d\\d|PXL|MVI|MOV|VID|IMGP|IGP|SDIM|CIMG|SAM|PICT|IMAG|P\\d{3})[-_]?E?\\d{4,}|_MG[-_]?\\d{4,}";

/** The first that fits is told, most telling first. */
export const fileNamePatterns: readonly (readonly [FileNameTells, RegExp])[] = [
	// Midjourney's USER_PROMPT_ID, and others that begin with their own name
	["person", new RegExp(`^[^_\\s]+_.+_${uuid}(?:_\\d)?${picture}`, "i")],
	["person", /^(?:DALL.?E |Leonardo_\w+_|Firefly[ _].{9,}[ _]\d{4,6}\.).*/i],
	["time", new RegExp(`(?<!\\d)${day}(?:${clock})?(?!\\d)`)],
	["time", new RegExp(`(?<![\\d.v])${ofMonth}([-._])${ofMonth}\\1${year}(?!\\.?\\d)`)],
	["time", /(?<!\d)\d{1,2}[.-]\d{1,2}[.-]\d\d(?:,| at| um)? \d{1,2}[ .:_-]\d\d/],
	["time", /(?<!\d)1[3-9]\d{11}(?!\d)|^RPReplay_Final\d{10}|^ChatGPT Image .*20\d\d/], // milliseconds since 1970; seconds
	["tracking", /^(?:\d{6,}_){2,}[a-z]\.\w+$/], // Facebook and Instagram: the number under which they have it
	["tracking", new RegExp(`(?<![0-9a-z])${uuid}(?![0-9a-z])`, "i")],
	["device", new RegExp(`^(?:${cameras}|FullSizeRender|Image from iOS|[GLR]\\d{7}${picture})`, "i")],
	["software", new RegExp(`^(?:${screenshots})(?!\\p{L})`, "iu")],
	[
		"software",
		/^(?:WhatsApp (?:Image|Video|Audio|Ptt)|(?:signal|snapchat)-\d|signal-attachment|telegram-(?:cloud|peer)|(?:photo|received|lv)_\d|FB_IMG|mmexport|wx_camera|微信|QQ图片|KakaoTalk_|LINE_ALBUM|viber_image|InShot_|PicsArt_|B612_|ComfyUI_\d|Gemini_Generated|ChatGPT Image|Copilot_\d)/i,
	],
	["software", /^Capture[ _]?\(?\d*\)?\.\w+$/i], // Windows' snipping tool
];
