// What comments in a PDF say, wherever one stands. ISO 32000-2, 7.2.4

/** Comments of one file that are gathered. */
const maxComments = 20;

/** What programs count objects and pages by, for those who look into the file: it says nothing of anybody. */
const counted =
	/^(?:QDF: ignore_newline|Original object ID: \d+ \d+|Contents for page \d+|Page \d+|Image \d+ on page \d+)$/;

/** Adds what a comment says, if those are words; bytes in front of them say that the file is no text. */
export function addComment(comments: Set<string>, comment: string): void {
	const said = comment.replace(/^%+(?:[\x80-\xff]{2,}(?=\s))?/, "").trim();
	if (comments.size < maxComments && /\p{L}{3}/u.test(said) && !counted.test(said)) comments.add(said);
}
