// What of a style sheet is no rule: strings, addresses, comments. https://www.w3.org/TR/css-syntax-3/

/** Strings and addresses, in which nothing is a comment; and comments, of which one that does not end takes the rest. */
export const cssTokens =
	/"(?:[^"\\]|\\[\s\S])*(?:"|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)|&quot;[\s\S]*?(?:&quot;|$)|url\(\s*[^\s"'&)][^)]*(?:\)|$)|\/\*([\s\S]*?)(?:\*\/|$)/gi;
