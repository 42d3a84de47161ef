// Which names are taken for one another, in many scripts, and which are not.
import { describe, expect, test } from "vitest";
import { compareNames, confusable, editDistance, type Namesake } from "../../src/recipients/compare-names";
import { nameForm } from "../../src/recipients/name-form";

type Row = [one: string, other: string, how: Namesake];

const table: Record<string, Row[]> = {
	"Latin with diacritics": [
		["Anna Kowalska", "Anna Kowalik", "spelling"],
		["Łukasz Żak", "Lukasz Zak", "same"],
		["José García", "Jose Garcia", "same"],
		["Søren Ægir", "Soren Aegir", "same"],
		["Jürgen Groß", "Jurgen Gross", "same"],
		["Nguyễn Văn An", "Nguyen Van An", "same"],
		["Çağla Işık", "Cagla Isik", "same"],
		["Marek Nowak", "Zofia Nowak", "last-name"],
		["Katarzyna", "Katarzynna", "spelling"],
		["Jonathan Reed", "Jonathon Reed", "spelling"],
		["Kowalska, Anna", "Anna Kowalska", "same"],
		["Anna Maria Weiss", "Maria Lopez", "word"],
		["Dr. Peter Lang", "peter lang", "same"],
		["Mum 💕", "MUM", "same"],
		["👻 Tom", "Tom", "same"],
		["Bill Gardner", "Beth Grant", "initials"],
		["Amy", "Ana", "none"],
		["Peter Lang", "Zofia Nowak", "none"],
		["Al", "Ali", "none"],
	],
	Cyrillic: [
		["Анна Иванова", "Anna Ivanova", "same"],
		["Алексей Петров", "Алексей Попов", "first-name"],
		["Олена Шевченко", "Тарас Шевченко", "last-name"],
		["Наталья", "Наталия", "spelling"],
		["Дмитрий Орлов", "Светлана Белая", "none"],
	],
	Greek: [
		["Γιώργος Παπάς", "Γιώργος Νικολάου", "first-name"],
		["Νίκος Αλεξίου", "Nikos Alexiou", "spelling"],
		["Μαρία", "Maria", "same"],
		["Ελένη Ρήγα", "Κώστας Δήμας", "none"],
	],
	Arabic: [
		["محمد علي", "محمد حسن", "first-name"],
		["أحمد سالم", "احمد سالم", "same"],
		["فاطمة الزهراء", "فاطمه الزهراء", "spelling"],
		["خالد منصور", "ليلى حداد", "none"],
		["کریم", "كريم", "same"],
	],
	Hebrew: [
		["דוד כהן", "דוד לוי", "first-name"],
		["שרה כהן", "דוד כהן", "last-name"],
		["יוסף אברהם", "רחל מזרחי", "none"],
	],
	Devanagari: [
		["राहुल शर्मा", "राहुल वर्मा", "spelling"],
		["अमित", "Amit", "same"],
		["सुनीता देवी", "राहुल शर्मा", "none"],
		["प्रिया सिंह", "Priya Sinh", "same"],
	],
	Chinese: [
		["王伟", "王薇", "same"], // one sound, other characters: an input method offers both
		["张伟", "Zhang Wei", "same"],
		["李娜", "李明", "first-name"], // the family name stands first
		["陳靜", "陈静", "same"],
		["王芳", "赵磊", "none"],
	],
	Japanese: [
		["たなか ゆき", "タナカ ユキ", "same"],
		["さとう けん", "さとう まり", "first-name"],
		["田中 由紀", "田中 健", "first-name"],
		["すずき", "Suzuki", "same"],
		["やまだ", "こばやし", "none"],
	],
	Korean: [
		["김민수", "김민지", "spelling"],
		["김 민수", "박 민수", "last-name"],
		["이서연", "이서윤", "word"],
		["최지우", "한동훈", "none"],
	],
	"Homoglyphs and disguise": [
		["Аnna Kowalska", "Anna Kowalska", "same"], // a Cyrillic А
		["Mark Tayl0r", "Mark Taylor", "same"],
		["Corn Exchange", "Com Exchange", "looks-the-same"],
		["PauI Hill", "Paul Hill", "looks-the-same"], // a capital i
		["Ｅｖａ　Ｂｅｒｇ", "Eva Berg", "same"],
		["E​va Berg", "Eva Berg", "same"], // a zero-width space
		["Hill Paul", "Paul Hill", "looks-the-same"],
	],
};

for (const [script, rows] of Object.entries(table)) {
	describe(script, () => {
		test.each(rows)("%s, %s: %s", (one, other, how) => {
			const { how: found, shares } = compareNames(one, other);
			expect({ how: found, confusable: confusable(one, other) }).toEqual({ how, confusable: how !== "none" });
			expect(shares).toBe(how !== "none" && how !== "initials");
			expect(compareNames(other, one).how).toBe(how);
		});
	});
}

test("a name without a letter is like nothing but itself", () => {
	expect(compareNames("💕", "Anna").how).toBe("none");
	expect(compareNames("💕", "💕").how).toBe("same");
	expect(compareNames("", "Anna").how).toBe("none");
	expect(compareNames("💕", "🔥").overlap).toBe(0);
	expect(nameForm("💕").words).toEqual([]);
});

test("addresses of one domain are no names alike", () => {
	expect(compareNames("alice@contoso.com", "carol@contoso.com").how).toBe("none");
	expect(compareNames("alice@contoso.com", "alice@gmx.net").how).toBe("same");
	expect(compareNames("alice.moor@contoso.com", "Alice Moor").how).toBe("same");
	expect(compareNames("@alice", "alice").how).toBe("same");
});

test("a number is a name as good as another", () => {
	expect(compareNames("+49 151 2345678", "+49 151 2345679").shares).toBe(true);
	expect(compareNames("+49 151 2345678", "+1 202 5550199").shares).toBe(false);
});

test.each([
	["", "", 2, 0],
	["abc", "abc", 2, 0],
	["abc", "acb", 2, 1],
	["kitten", "sitting", 3, 3],
	["kitten", "sitting", 1, 2],
	["a", "abcdef", 2, 3],
])("%s is %s but for at most %d edits: %d", (one, other, most, edits) => {
	expect(editDistance(one, other, most)).toBe(edits);
});
