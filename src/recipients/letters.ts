// Letters of other scripts in Latin ones, coarse on purpose: two spellings of one name should come out nearly equal.
// After BGN/PCGN, ELOT 743, ISO 259, ISO 15919 and Hepburn, all without their diacritics.

/** What Unicode's own decomposition leaves alone: https://www.unicode.org/reports/tr15/ */
const latin = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ŋ: "ng", ə: "a" };

const cyrillic = {
	...{
		а: "a",
		б: "b",
		в: "v",
		г: "g",
		ґ: "g",
		д: "d",
		е: "e",
		є: "ye",
		ж: "zh",
		з: "z",
		и: "i",
		і: "i",
		к: "k",
		л: "l",
	},
	...{ м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", ш: "sh" },
	...{ щ: "shch", ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya", ђ: "dj", ј: "j", љ: "lj", њ: "nj", ћ: "c", џ: "dz" },
	...{ ѕ: "dz" },
};

const greek = {
	...{
		α: "a",
		β: "v",
		γ: "g",
		δ: "d",
		ε: "e",
		ζ: "z",
		η: "i",
		θ: "th",
		ι: "i",
		κ: "k",
		λ: "l",
		μ: "m",
		ν: "n",
		ξ: "x",
	},
	...{ ο: "o", π: "p", ρ: "r", σ: "s", ς: "s", τ: "t", υ: "y", φ: "f", χ: "ch", ψ: "ps", ω: "o" },
};

// Short vowels are not written: the readings below are skeletons of consonants.
const arabic = {
	...{ ا: "a", ب: "b", ت: "t", ث: "th", ج: "j", ح: "h", خ: "kh", د: "d", ذ: "dh", ر: "r", ز: "z", س: "s", ش: "sh" },
	...{ ص: "s", ض: "d", ط: "t", ظ: "z", ع: "a", غ: "gh", ف: "f", ق: "q", ك: "k", ل: "l", م: "m", ن: "n", ه: "h" },
	...{ و: "w", ي: "y", ى: "a", ة: "a", ء: "", ئ: "y", ؤ: "w", پ: "p", چ: "ch", ژ: "zh", گ: "g", ک: "k", ی: "y" },
	...{ ہ: "h", ے: "e", ٹ: "t", ڈ: "d", ڑ: "r", ں: "n" },
};

const hebrew = {
	...{ א: "a", ב: "b", ג: "g", ד: "d", ה: "h", ו: "v", ז: "z", ח: "h", ט: "t", י: "y", כ: "k", ך: "k", ל: "l", מ: "m" },
	...{ ם: "m", נ: "n", ן: "n", ס: "s", ע: "a", פ: "p", ף: "p", צ: "ts", ץ: "ts", ק: "k", ר: "r", ש: "sh", ת: "t" },
};

const devanagariVowels = {
	...{ अ: "a", आ: "a", इ: "i", ई: "i", उ: "u", ऊ: "u", ऋ: "ri", ए: "e", ऐ: "ai", ओ: "o", औ: "au", "ं": "n", "ः": "h" },
	...{ "ँ": "n" },
};

const devanagariSigns = {
	"ा": "a",
	"ि": "i",
	"ी": "i",
	"ु": "u",
	"ू": "u",
	"ृ": "ri",
	"े": "e",
	"ै": "ai",
	"ो": "o",
	"ौ": "au",
	"्": "",
};

const devanagariConsonants = {
	...{ क: "k", ख: "kh", ग: "g", घ: "gh", ङ: "n", च: "ch", छ: "chh", ज: "j", झ: "jh", ञ: "n", ट: "t", ठ: "th", ड: "d" },
	...{ ढ: "dh", ण: "n", त: "t", थ: "th", द: "d", ध: "dh", न: "n", प: "p", फ: "ph", ब: "b", भ: "bh", म: "m", य: "y" },
	...{ र: "r", ल: "l", व: "v", श: "sh", ष: "sh", स: "s", ह: "h", ळ: "l" },
};

const kana = {
	...{
		あ: "a",
		い: "i",
		う: "u",
		え: "e",
		お: "o",
		か: "ka",
		き: "ki",
		く: "ku",
		け: "ke",
		こ: "ko",
		さ: "sa",
		し: "shi",
	},
	...{ す: "su", せ: "se", そ: "so", た: "ta", ち: "chi", つ: "tsu", て: "te", と: "to", な: "na", に: "ni", ぬ: "nu" },
	...{ ね: "ne", の: "no", は: "ha", ひ: "hi", ふ: "fu", へ: "he", ほ: "ho", ま: "ma", み: "mi", む: "mu", め: "me" },
	...{ も: "mo", や: "ya", ゆ: "yu", よ: "yo", ら: "ra", り: "ri", る: "ru", れ: "re", ろ: "ro", わ: "wa", を: "o" },
	...{ ん: "n", が: "ga", ぎ: "gi", ぐ: "gu", げ: "ge", ご: "go", ざ: "za", じ: "ji", ず: "zu", ぜ: "ze", ぞ: "zo" },
	...{ だ: "da", ぢ: "ji", づ: "zu", で: "de", ど: "do", ば: "ba", び: "bi", ぶ: "bu", べ: "be", ぼ: "bo", ぱ: "pa" },
	...{ ぴ: "pi", ぷ: "pu", ぺ: "pe", ぽ: "po", ゃ: "ya", ゅ: "yu", ょ: "yo", っ: "", ー: "", ゔ: "vu" },
};

// The commonest characters of Chinese names in Pinyin, one a reading: surnames by the Ministry of Public Security's
// yearly report, given names by the same. Simplified and traditional forms stand together.
const pinyin: Readonly<Record<string, string>> = {
	...{
		wang: "王汪旺望",
		li: "李黎丽麗莉利立力礼禮理",
		zhang: "张張章",
		liu: "刘劉柳",
		chen: "陈陳晨辰",
		yang: "杨楊阳陽洋",
	},
	...{ huang: "黄黃", zhao: "赵趙", wu: "吴吳武伍", zhou: "周洲", xu: "徐许許旭", sun: "孙孫", ma: "马馬", zhu: "朱" },
	...{
		hu: "胡虎",
		lin: "林琳霖",
		guo: "郭国國",
		he: "何贺賀和",
		gao: "高",
		luo: "罗羅洛",
		zheng: "郑鄭正",
		liang: "梁亮良",
	},
	...{
		xie: "谢謝",
		song: "宋松",
		tang: "唐汤湯",
		han: "韩韓涵",
		feng: "冯馮峰风鳳",
		deng: "邓鄧",
		cao: "曹",
		peng: "彭鹏鵬",
	},
	...{
		zeng: "曾",
		xiao: "肖萧蕭晓曉小",
		tian: "田天",
		dong: "董东東冬",
		pan: "潘",
		yuan: "袁元媛",
		cai: "蔡",
		jiang: "蒋蔣江姜",
	},
	...{ yu: "余于玉宇雨", du: "杜", ye: "叶葉", cheng: "程成", wei: "魏伟偉薇卫", su: "苏蘇", lu: "吕呂卢盧陆陸璐露" },
	...{
		ding: "丁",
		ren: "任仁",
		yao: "姚",
		shen: "沈慎",
		cui: "崔",
		zhong: "钟鐘",
		tan: "谭譚",
		wen: "文雯",
		fang: "方芳",
	},
	...{
		ming: "明",
		hua: "华華",
		jing: "静靜晶景京婧",
		min: "敏",
		yan: "燕艳艷岩颜顏严嚴妍",
		jun: "军軍俊君",
		jie: "杰洁潔",
	},
	...{ juan: "娟", tao: "涛濤", chao: "超", gang: "刚剛", ping: "平萍", hui: "辉輝慧惠", qiang: "强強", lei: "磊雷蕾" },
	...{
		na: "娜",
		ting: "婷",
		xin: "鑫欣心新",
		hong: "红紅宏洪",
		mei: "美梅",
		ying: "英莹瑩颖穎",
		xia: "霞夏",
		qing: "青清庆慶",
	},
	...{ bo: "波博", bin: "斌彬", kai: "凯凱", ning: "宁寧", zi: "子紫", hao: "浩豪昊", jia: "佳嘉家", yi: "怡一艺宜" },
	...{
		rui: "瑞睿蕊",
		xuan: "轩軒萱",
		xiang: "翔祥香",
		long: "龙龍",
		shan: "山珊",
		yun: "云雲芸",
		dan: "丹",
		ling: "玲凌",
	},
};

const table: ReadonlyMap<string, string> = new Map([
	...Object.entries({ ...latin, ...cyrillic, ...greek, ...arabic, ...hebrew, ...kana, ...devanagariVowels }),
	...Object.entries(pinyin).flatMap(([reading, characters]) =>
		[...characters].map((c): [string, string] => [c, `${reading} `]),
	),
]);
const signs: ReadonlyMap<string, string> = new Map(Object.entries(devanagariSigns));
const consonants: ReadonlyMap<string, string> = new Map(Object.entries(devanagariConsonants));

/** Lower-case text in Latin letters, as far as the tables go; what they do not know stays. */
export function inLatin(lowerCase: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
	if (/^[\x00-\x7f]*$/.test(lowerCase)) return lowerCase;
	const letters = [...lowerCase.normalize("NFC")];
	return letters
		.map((letter, at) => letterInLatin(letter, letters[at + 1]))
		.join("")
		.normalize("NFKD")
		.replace(/\p{M}+/gu, "");
}

function letterInLatin(letter: string, next: string | undefined): string {
	const consonant = consonants.get(letter);
	// A consonant carries an "a" of its own unless a vowel sign follows; at the end of a word Hindi drops it.
	if (consonant !== undefined) {
		const bare = next === undefined || signs.has(next) || !/[\p{L}\p{M}]/u.test(next);
		return bare ? consonant : `${consonant}a`;
	}
	const hiragana = /[ァ-ヶ]/.test(letter) ? String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x60) : letter;
	const known = signs.get(letter) ?? table.get(hiragana);
	if (known !== undefined) return known;
	const hangul = hangulInLatin(letter);
	if (hangul !== undefined) return hangul;
	const bare = letter.normalize("NFD").replace(/\p{M}+/gu, "");
	return table.get(bare) ?? letter;
}

const hangulFirst = [
	"g",
	"kk",
	"n",
	"d",
	"tt",
	"r",
	"m",
	"b",
	"pp",
	"s",
	"ss",
	"",
	"j",
	"jj",
	"ch",
	"k",
	"t",
	"p",
	"h",
];
const hangulVowel = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ");
const hangulLast = " g kk gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h".split(" ");

/** A syllable is arithmetic: https://www.unicode.org/versions/latest/ch03.pdf#G24646 */
function hangulInLatin(letter: string): string | undefined {
	const index = (letter.codePointAt(0) ?? 0) - 0xac00;
	if (index < 0 || index >= 11172) return undefined;
	const first = hangulFirst[Math.floor(index / 588)] ?? "";
	const vowel = hangulVowel[Math.floor((index % 588) / 28)] ?? "";
	return `${first}${vowel}${hangulLast[index % 28] ?? ""} `;
}
