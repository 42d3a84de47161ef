// Mail domains that are taken for others, and those that are only near.
import { expect, test } from "vitest";
import { domainOf, lookAlikeDomain } from "../../src/recipients/mail-domains";
import { readableDomain } from "../../src/recipients/punycode";

const used = new Map([
	["contoso.com", 40],
	["northwind-traders.com", 12],
	["bank.com", 3],
	["barclay.co.uk", 5],
	["students.example.edu", 5],
]);

test.each([
	["gmial.com", "gmail.com"],
	["gmai.com", "gmail.com"],
	["gmail.con", "gmail.com"],
	["hotmial.com", "hotmail.com"],
	["contosso.com", "contoso.com"],
	["c0ntoso.com", "contoso.com"],
	["nortwhind-tradres.com", "northwind-traders.com"],
	["xn--cntoso-wqf.com", "contoso.com"], // a Cyrillic о
	["xn--ontoso-hrf.com", "contoso.com"], // a Cyrillic с
	["contoso.co", "contoso.com"],
	["gmail.com.example.net", "gmail.com"],
	["barclays.co.uk", "barclay.co.uk"],
])("%s is taken for %s", (domain, like) => {
	expect(lookAlikeDomain(domain, used)).toBe(like);
});

test.each([
	"student.example.edu",
	"gmail.com",
	"contoso.com",
	"bonk.com",
	"fabrikam.com",
	"contoso.de",
	"mail.com",
	"xn--mnchen-3ya.de",
])("%s is itself", (domain) => {
	expect(lookAlikeDomain(domain, used)).toBeUndefined();
});

test("a domain that is used is nobody's look-alike", () => {
	expect(lookAlikeDomain("gmial.com", new Map([["gmial.com", 2]]))).toBeUndefined();
});

// https://www.rfc-editor.org/rfc/rfc3492#section-7.1
test.each([
	["xn--mnchen-3ya.de", "münchen.de"],
	["xn--fiqs8s.cn", "中国.cn"],
	["xn--ihqwcrb4cv8a8dqg056pqjye.example", "他们为什么不说中文.example"],
	["xn--80ak6aa92e.com", "аррӏе.com"],
	["example.com", "example.com"],
])("%s reads %s", (domain, readable) => {
	expect(readableDomain(domain)).toBe(readable);
});

test.each(["xn--", "xn--!!!", "xn--99999999999", "xn---", `xn--${"z".repeat(200)}`])("%s stays as it is", (domain) => {
	expect(readableDomain(domain)).toBe(domain);
});

test("a domain is what follows the last @", () => {
	expect(domainOf('"a@b"@Example.COM')).toBe("example.com");
});
